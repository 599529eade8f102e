namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>Takes a webhook away, so that updates can be polled. Where there is none, nothing changes.</summary>
internal sealed record DeleteWebhook : BotRequest<bool>
{
    /// <inheritdoc/>
    public override string Method => "deleteWebhook";

    /// <summary>Whether what waits to be delivered is thrown away; kept by default.</summary>
    public bool? DropPendingUpdates { get; init; }
}
