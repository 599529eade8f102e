namespace ParentClaw.FleetOps.Claws;

/// <summary>
/// All that decides what one machine of a claw is: kept in the claw for the machine of now, in an operation for the one
/// before and the one to come, in a restore point for the one to go back to.
/// </summary>
/// <param name="Generation">
/// 1, 2, 3 …: machine <c>alice-g3</c> and its NIC are of generation 3. Never used twice.
/// </param>
/// <param name="Disk">
/// Number of the data disk it mounts: 2 is <c>alice-d2</c>; 0 where it has none, as one that becomes an image.
/// </param>
/// <param name="Image">The image as resolved: always one exact version.</param>
/// <param name="AppLayer">Version of what cloud-init installs.</param>
/// <param name="OpenClaw">
/// OpenClaw's version: in an order the one to install, null for the app layer's own; then as the machine reported it.
/// </param>
/// <param name="Size">The cloud's name of the VM size, e.g. <c>Standard_B2s_v2</c>.</param>
public sealed record MachineSpec(
    int Generation, int Disk, ImageVersion Image, AppLayerVersion AppLayer, OpenClawVersion? OpenClaw, string Size);
