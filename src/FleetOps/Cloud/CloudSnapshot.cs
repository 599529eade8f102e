namespace ParentClaw.FleetOps.Cloud;

/// <summary>A snapshot of a data disk.</summary>
/// <param name="Name">The resource's name.</param>
/// <param name="Disk">The disk it was taken of.</param>
/// <param name="TakenAt">When, where the cloud tells.</param>
public sealed record CloudSnapshot(string Name, DiskName Disk, DateTimeOffset? TakenAt);
