namespace ParentClaw.FleetOps.Storage;

/// <summary>What a restoration did.</summary>
/// <param name="Day">Of which day the copy is that stands in the store's place now.</param>
/// <param name="Aside">The folder that took what stood there; null where nothing did.</param>
public sealed record RestoredStore(DateOnly Day, string? Aside);
