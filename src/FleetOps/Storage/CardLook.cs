namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// How a card shall look in a chat from now on. The first look makes a message, every later one edits it; a look that
/// is the present one does nothing.
/// </summary>
/// <param name="Chat">In which chat.</param>
/// <param name="Key">Which card: <c>op:op-k3f9x2ma</c>, <c>incident:12</c>.</param>
/// <param name="Body">What the face shows, as it keeps it.</param>
public sealed record CardLook(long Chat, string Key, string Body)
{
    /// <summary>Whether a card that is there already is left as it is: for what is said once.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Whether this was its last look: it is not listed any more.</summary>
    public bool IsLast { get; init; }
}
