namespace ParentClaw.FleetOps.Manifests;

/// <summary>A job that a claw's agent does by the clock of its owner's time zone.</summary>
/// <param name="Name">Its name at the gateway.</param>
/// <param name="Expression">Five cron fields.</param>
/// <param name="Text">What the agent is told.</param>
/// <param name="TellsOwner">Whether the owner gets the answer.</param>
public sealed record ManifestJob(string Name, string Expression, string Text, bool TellsOwner);
