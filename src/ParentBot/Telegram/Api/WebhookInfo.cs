namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>How updates are delivered.</summary>
/// <param name="Url">The webhook's address; empty where updates are polled.</param>
/// <param name="PendingUpdateCount">How many updates wait.</param>
internal sealed record WebhookInfo(string Url, int PendingUpdateCount)
{
    /// <summary>When delivery to the webhook last failed.</summary>
    public DateTimeOffset? LastErrorDate { get; init; }

    /// <summary>Why it failed.</summary>
    public string? LastErrorMessage { get; init; }
}
