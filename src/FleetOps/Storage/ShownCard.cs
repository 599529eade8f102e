namespace ParentClaw.FleetOps.Storage;

/// <summary>A card and where it is shown.</summary>
/// <param name="Chat">In which chat.</param>
/// <param name="Key">Which card.</param>
/// <param name="Message">The message that shows it; null while it waits to be sent.</param>
/// <param name="Body">How it shall look.</param>
/// <param name="IsLast">Whether it had its last look.</param>
public sealed record ShownCard(long Chat, string Key, long? Message, string Body, bool IsLast);
