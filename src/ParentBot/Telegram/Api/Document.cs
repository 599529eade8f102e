namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>A file within a message.</summary>
/// <param name="FileId">Its number for this bot.</param>
/// <param name="FileUniqueId">Its number for all bots.</param>
internal sealed record Document(string FileId, string FileUniqueId)
{
    /// <summary>What it is called.</summary>
    public string? FileName { get; init; }

    /// <summary>Its length in bytes.</summary>
    public long? FileSize { get; init; }
}
