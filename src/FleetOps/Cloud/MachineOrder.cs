using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Cloud;

/// <summary>All that is needed to make one machine.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Image">The exact image.</param>
/// <param name="Size">The cloud's name of the size.</param>
/// <param name="Profile">What it offers.</param>
/// <param name="DataDisk">The data disk to attach at LUN 0; null for a machine without.</param>
/// <param name="AdminUser">The account that the parent enters by.</param>
/// <param name="AccessKey">Public SSH key of the parent for this claw (<c>ssh-ed25519 AAAA…</c>).</param>
/// <param name="CustomData">What cloud-init gets, before base64; at most 64 KiB.</param>
public sealed record MachineOrder(
    MachineName Name, ImageVersion Image, string Size, Profile Profile, DiskName? DataDisk,
    string AdminUser, string AccessKey, ReadOnlyMemory<byte> CustomData);
