namespace ParentClaw.FleetOps.Health;

/// <summary>Tells that somebody acknowledged an incident, or wants quiet, or no longer.</summary>
public sealed class SilenceSignal : Signal;
