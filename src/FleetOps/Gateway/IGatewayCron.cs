using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>What a claw's agent does by the clock. Throws as <see cref="IGateway"/> does.</summary>
public interface IGatewayCron
{
    /// <summary>All jobs, those that are switched off included.</summary>
    Task<IReadOnlyList<GatewayCronJob>> ListCronAsync(Claw claw, CancellationToken cancellationToken);

    /// <summary>Adds a job.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="FleetException"><see cref="FailureReason.GatewayRefused"/> with what is wrong.</exception>
    Task<string> AddCronAsync(Claw claw, GatewayCronOrder order, CancellationToken cancellationToken);

    /// <summary>Removes a job; one that is gone is no error.</summary>
    Task RemoveCronAsync(Claw claw, string id, CancellationToken cancellationToken);
}

/// <summary>
/// A job to come: at a time of the clock the agent is told something, and says its answer to the owner.
/// </summary>
/// <param name="Name">What people call it.</param>
/// <param name="Expression">Five cron fields: <c>30 9 * * *</c>.</param>
/// <param name="TimeZone">IANA name of the zone in which they are meant: <c>Europe/Berlin</c>.</param>
/// <param name="Text">What the agent is told.</param>
/// <param name="TellsOwner">Whether its answer is sent to the owner in Telegram.</param>
public sealed record GatewayCronOrder(string Name, string Expression, string TimeZone, string Text, bool TellsOwner);

/// <summary>A job as the gateway has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name; OpenClaw's own jobs have one too.</param>
/// <param name="Enabled">Whether it runs.</param>
/// <param name="Schedule">When, in words or as cron fields with the zone.</param>
/// <param name="NextRun">When next, where known.</param>
/// <param name="LastStatus">How it went last time, where known.</param>
public sealed record GatewayCronJob(
    string Id, string Name, bool Enabled, string Schedule, DateTimeOffset? NextRun, string? LastStatus)
{
    /// <summary>What the agent is told; null where the gateway does not say, or tells it nothing.</summary>
    public string? Text { get; init; }
}
