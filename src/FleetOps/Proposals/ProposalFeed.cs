namespace ParentClaw.FleetOps.Proposals;

/// <summary>Tells of every proposal that is new or has changed; what it tells stands in the store.</summary>
public sealed class ProposalFeed : Feed<Proposal>;
