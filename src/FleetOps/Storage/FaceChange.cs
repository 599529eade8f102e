using System.Collections.Immutable;

namespace ParentClaw.FleetOps.Storage;

/// <summary>What is to become true of a face in one transaction.</summary>
public sealed record FaceChange
{
    /// <summary>Updates to take in; one whose id was seen before is passed over.</summary>
    public ImmutableList<ReceivedUpdate> Received { get; init; } = [];

    /// <summary>Ids of updates that are of no interest: remembered as seen and done with.</summary>
    public ImmutableList<long> Passed { get; init; } = [];

    /// <summary>From where to go on asking for updates; null leaves it.</summary>
    public long? Offset { get; init; }

    /// <summary>Ids of updates that are done with: their body goes, their id stays known.</summary>
    public ImmutableList<long> Finished { get; init; } = [];

    /// <summary>What must go out, in this order behind all there is; numbers are given.</summary>
    public ImmutableList<OutgoingItem> Outgoing { get; init; } = [];

    /// <summary>Cards as they shall look from now on.</summary>
    public ImmutableList<CardLook> Cards { get; init; } = [];

    /// <summary>What arrived, or never can: it goes, and its card knows its message.</summary>
    public ImmutableList<Delivery> Delivered { get; init; } = [];

    /// <summary>What could not go out now.</summary>
    public ImmutableList<Postponement> Postponed { get; init; } = [];

    /// <summary>Chats that go on under another id: what must go out and what is shown there moves with them.</summary>
    public ImmutableList<ChatMove> Moved { get; init; } = [];

    /// <summary>Events for the audit trail.</summary>
    public ImmutableList<FleetEvent> Events { get; init; } = [];
}
