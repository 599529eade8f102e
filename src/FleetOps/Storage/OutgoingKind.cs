namespace ParentClaw.FleetOps.Storage;

/// <summary>What is done in the chat.</summary>
public enum OutgoingKind
{
    /// <summary>A new message: an answer, an alert, a card.</summary>
    Message,

    /// <summary>A message that shows something newer from now on; only the newest counts.</summary>
    Edit,

    /// <summary>A message that must go, as one that holds a secret.</summary>
    Delete,
}
