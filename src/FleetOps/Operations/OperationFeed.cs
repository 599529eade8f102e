namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// Tells who watches how operations go on, in this process: each look of each. The store is the truth; this only saves
/// polling it.
/// </summary>
public sealed class OperationFeed : Feed<OperationRecord>;
