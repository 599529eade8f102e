namespace ParentClaw.FleetOps.Gateway;

/// <summary>A line of the gateway's log.</summary>
/// <param name="At">When, where the line says so.</param>
/// <param name="Level"><c>error</c>, <c>warn</c>, <c>info</c> …</param>
/// <param name="Subsystem">Who wrote it.</param>
/// <param name="Message">What.</param>
public sealed record GatewayLogLine(DateTimeOffset? At, string Level, string? Subsystem, string Message);
