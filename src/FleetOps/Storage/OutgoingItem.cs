namespace ParentClaw.FleetOps.Storage;

/// <summary>Something that must go out to a chat.</summary>
/// <param name="Chat">To which.</param>
/// <param name="Kind">What is done there.</param>
/// <param name="Body">What the face sends, as it keeps it.</param>
public sealed record OutgoingItem(long Chat, OutgoingKind Kind, string Body)
{
    /// <summary>Its number in the store; 0 before it was stored. Within a chat the smaller goes first.</summary>
    public long Number { get; init; }

    /// <summary>
    /// Counts how often the body was replaced by a newer one while it waited; given back with the delivery, so that
    /// what changed while it was being sent is not taken for sent.
    /// </summary>
    public long Revision { get; init; }

    /// <summary>The key of the card it shows; null for none.</summary>
    public string? Card { get; init; }

    /// <summary>The message that is edited or deleted; null for a new one.</summary>
    public long? Message { get; init; }

    /// <summary>When it was stored.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Before this it is not tried again; null for at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }
}
