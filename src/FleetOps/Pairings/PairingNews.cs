namespace ParentClaw.FleetOps.Pairings;

/// <summary>
/// Brings looks at who waits to whoever shows them, in this process: those of the watch, those that a command took
/// anyhow, and those that a gateway pushes by itself once it can. A lost one does no harm: the next says the same.
/// </summary>
public sealed class PairingNews : Feed<PairingLook>;
