namespace ParentClaw.FleetOps.Storage;

/// <summary>How full a data disk was.</summary>
/// <param name="At">When.</param>
/// <param name="Percent">Fill in percent.</param>
public sealed record DiskLevel(DateTimeOffset At, int Percent);
