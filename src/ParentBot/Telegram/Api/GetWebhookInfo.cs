namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>How updates are delivered, and how many wait.</summary>
internal sealed record GetWebhookInfo : BotRequest<WebhookInfo>
{
    /// <inheritdoc/>
    public override string Method => "getWebhookInfo";
}
