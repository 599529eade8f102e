namespace ParentClaw.FleetOps.Storage;

/// <summary>Something that could not go out now.</summary>
/// <param name="Number">Of the outgoing item.</param>
/// <param name="Until">When to try again.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record Postponement(long Number, DateTimeOffset Until, int Attempts);
