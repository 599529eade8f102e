using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Operations;

/// <summary>Versions and a snapshot of the data disk, taken together: what a claw can go back to.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Claw">Whose.</param>
/// <param name="TakenAt">When.</param>
/// <param name="Spec">Image, app layer and OpenClaw at that time, and the disk the snapshot was taken of.</param>
/// <param name="Snapshot">Name of the snapshot in the cloud.</param>
/// <param name="Why">What it was taken for, e.g. <c>before upgrade to 1.1.0</c>.</param>
public sealed record RestorePoint(
    RestorePointId Id, ClawName Claw, DateTimeOffset TakenAt, MachineSpec Spec, string Snapshot, string Why);
