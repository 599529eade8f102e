namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>What Telegram adds to a no.</summary>
internal sealed record ResponseParameters
{
    /// <summary>The supergroup that the group became.</summary>
    public long? MigrateToChatId { get; init; }

    /// <summary>Seconds until the next try is welcome; any number of them.</summary>
    public int? RetryAfter { get; init; }
}
