using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>How a gateway is, and what keeps it well. Throws as <see cref="IGateway"/> does.</summary>
public interface IGatewayCare
{
    /// <summary>Each channel's account, and what is wrong with it.</summary>
    Task<IReadOnlyList<GatewayChannel>> ListChannelsAsync(Claw claw, CancellationToken cancellationToken);

    /// <summary>What OpenClaw's own security audit finds, worst first.</summary>
    Task<IReadOnlyList<GatewayFinding>> AuditSecurityAsync(Claw claw, CancellationToken cancellationToken);

    /// <summary>What <c>openclaw doctor</c> finds (10-20 s); works while the gateway is down. Mends nothing.</summary>
    Task<IReadOnlyList<GatewayFinding>> ExamineAsync(Claw claw, CancellationToken cancellationToken);

    /// <summary>Tokens and money of the last days, newest day last.</summary>
    Task<GatewayUsage> ReadUsageAsync(Claw claw, int days, CancellationToken cancellationToken);

    /// <summary>Which version runs, and which there is.</summary>
    Task<GatewayUpdate> FindUpdateAsync(Claw claw, CancellationToken cancellationToken);

    /// <summary>
    /// Restarts the gateway where nothing is under way for anybody: asks first whether it may, waits out what it does for
    /// itself (up to 2 min), and then until it is live again (up to 6 min).
    /// </summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.GatewayRefused"/> with what is under way; <see cref="FailureReason.Timeout"/>: it did
    /// not come back.
    /// </exception>
    Task RestartSafelyAsync(Claw claw, CancellationToken cancellationToken);
}

/// <summary>A channel's account.</summary>
/// <param name="Channel"><c>telegram</c> …</param>
/// <param name="Account"><c>default</c> …</param>
/// <param name="IsConnected">Whether messages come and go.</param>
/// <param name="Lifecycle"><c>ready</c>, <c>recovering</c>, <c>blocked</c> …</param>
/// <param name="Error">What is wrong, in the gateway's words; null where nothing is.</param>
public sealed record GatewayChannel(
    string Channel, string Account, bool IsConnected, string? Lifecycle, string? Error);

/// <summary>Something that an audit found.</summary>
/// <param name="Severity"><c>critical</c>, <c>error</c>, <c>warn</c>, <c>warning</c> or <c>info</c>.</param>
/// <param name="Id">Which check.</param>
/// <param name="Title">What, in a line.</param>
/// <param name="Remedy">What to do, where it says so.</param>
public sealed record GatewayFinding(string Severity, string Id, string Title, string? Remedy);

/// <summary>What the models cost.</summary>
/// <param name="Days">A row a day, oldest first.</param>
public sealed record GatewayUsage(IReadOnlyList<GatewayUsageDay> Days);

/// <summary>A day's use.</summary>
/// <param name="Day">Which, in the gateway's zone.</param>
/// <param name="Tokens">All tokens, cached ones included.</param>
/// <param name="Dollars">US dollars, as the models' list prices have it; null where the price is not known.</param>
public sealed record GatewayUsageDay(DateOnly Day, long Tokens, decimal? Dollars);

/// <summary>Versions of OpenClaw.</summary>
/// <param name="Installed">On the machine.</param>
/// <param name="Newest">What the registry has; null where it does not answer.</param>
public sealed record GatewayUpdate(OpenClawVersion Installed, OpenClawVersion? Newest)
{
    /// <summary>Whether there is a newer one.</summary>
    public bool IsBehind => Newest is not null && Newest.CompareTo(Installed) > 0;
}
