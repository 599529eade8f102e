namespace ParentClaw.FleetOps.Cloud;

/// <summary>A data disk as the cloud shows it.</summary>
/// <param name="Name">Which.</param>
/// <param name="SizeGiB">Its size in GiB.</param>
/// <param name="AttachedTo">Name of the machine that holds it, or null; only null counts as free.</param>
/// <param name="IsRetired">Whether it was replaced by a restored one and is only kept.</param>
/// <param name="CreatedAt">When it was made, where the cloud tells.</param>
public sealed record CloudDisk(
    DiskName Name, int SizeGiB, string? AttachedTo, bool IsRetired, DateTimeOffset? CreatedAt);
