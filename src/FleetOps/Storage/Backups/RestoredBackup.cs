namespace ParentClaw.FleetOps.Storage.Backups;

/// <summary>What the restoration of a backup did.</summary>
/// <param name="TakenAt">When the backup was taken.</param>
/// <param name="Aside">The folder that took what stood there; null where nothing did.</param>
public sealed record RestoredBackup(DateTimeOffset TakenAt, string? Aside);
