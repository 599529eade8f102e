namespace ParentClaw.FleetOps.Cloud;

/// <summary>A machine as the cloud shows it.</summary>
/// <param name="Name">Which.</param>
/// <param name="Power">Its power state.</param>
/// <param name="Size">The cloud's name of its size.</param>
/// <param name="DataDisk">The data disk at LUN 0, or null.</param>
/// <param name="AgentReady">Whether the cloud's agent on it reports in; null where the cloud does not tell.</param>
public sealed record CloudMachine(MachineName Name, Power Power, string Size, DiskName? DataDisk, bool? AgentReady);
