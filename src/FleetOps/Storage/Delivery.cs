namespace ParentClaw.FleetOps.Storage;

/// <summary>What became of something that had to go out.</summary>
/// <param name="Number">Of the outgoing item.</param>
/// <param name="Revision">Which body of it was sent.</param>
/// <param name="Message">The message that arrived; null where none did and none ever will.</param>
public sealed record Delivery(long Number, long Revision, long? Message);
