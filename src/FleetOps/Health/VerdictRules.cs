using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Health;

/// <summary>
/// What is made of a look at a claw. Pure: a list of named rules, each of which finds one thing; the worst finding
/// gives the
/// verdict, all of them the reasons. A claw that starts is <see cref="VerdictKind.Starting"/> whatever else is not well
/// yet.
/// </summary>
public static class VerdictRules
{
    /// <summary>Fill of disk or inodes from which a claw is degraded; SQLite fails soon after 95 %.</summary>
    public const int FullPercent = 90;

    /// <summary>Use of memory from which the kernel is about to choose whom to kill.</summary>
    public const int MemoryPercent = 95;

    /// <summary>
    /// Restarts from which a gateway that is down is in a crash loop; systemd gives up at 10 in 300 s.
    /// </summary>
    public const int CrashLoopRestarts = 3;

    /// <summary>
    /// OpenClaw's exit code for a configuration or state it refuses; its unit does not restart it then.
    /// </summary>
    public const int RefusedExitCode = 78;

    /// <summary>Difference of clocks from which TLS and pairing codes go wrong.</summary>
    public static readonly TimeSpan LongestSkew = TimeSpan.FromSeconds(60);

    /// <summary>The rules, in the order in which their reasons are shown within one kind.</summary>
    internal static IReadOnlyList<HealthRule> All { get; } =
    [
        new("boot", (_, report, _) => Boot(report)),
        new("gateway", (_, report, _) => Gateway(report)),
        new("readiness", (_, report, _) => Readiness(report)),
        new("mount", (_, report, _) => Mount(report)),
        new("disk", (_, report, _) => AtLeast(report.DiskPercent, FullPercent, "disk")),
        new("inodes", (_, report, _) => AtLeast(report.InodePercent, FullPercent, "inodes")),
        new("memory", (_, report, _) => AtLeast(report.MemoryPercent, MemoryPercent, "memory")),
        new("clock", (_, report, at) => Clock(report, at)),
        new("openclaw", (claw, report, _) => Differs("OpenClaw", report.OpenClaw, claw.Spec?.OpenClaw?.Value)),
        new("app layer", (claw, report, _) => Differs("app layer", report.AppLayer, claw.Spec?.AppLayer.Value)),
    ];

    /// <summary>The verdict on a machine that answered at <paramref name="at"/>.</summary>
    public static Verdict Judge(Claw claw, ProbeReport report, DateTimeOffset at)
    {
        var findings = All.Select(rule => rule.Look(claw, report, at)).OfType<HealthFinding>()
            .OrderByDescending(finding => Weight(finding.Kind)).ToList();
        if (findings.Count == 0)
            return new Verdict(VerdictKind.Healthy);

        var verdict = new Verdict(findings[0].Kind, [.. findings.Select(finding => finding.Reason)]);
        return verdict.IsBad && report.Errors.Count > 0
            ? verdict with { Reasons = [.. verdict.Reasons, $"last error: {report.Errors[^1]}"] }
            : verdict;
    }

    /// <summary>The verdict on a machine that did not answer, or not as agreed.</summary>
    /// <param name="reason">Why not.</param>
    /// <param name="message">The same as a sentence.</param>
    public static Verdict Judge(FailureReason reason, string message) => reason switch
    {
        FailureReason.Unreachable => new Verdict(VerdictKind.Unreachable, "no connection"),
        FailureReason.Timeout => new Verdict(VerdictKind.Unreachable, "no answer in time"),
        FailureReason.HostKeyChanged =>
            new Verdict(VerdictKind.Unreachable, "its SSH host key changed: never accepted"),
        FailureReason.AccessDenied => new Verdict(VerdictKind.Unreachable, "it refuses our SSH key"),
        _ => new Verdict(VerdictKind.Unknown, message),
    };

    /// <summary>The verdict that needs no look, or null where one must look.</summary>
    public static Verdict? WithoutLook(Claw claw) => claw switch
    {
        { State: ClawState.Parked } => new Verdict(VerdictKind.Parked, "parked"),
        { Spec: null } or { Address: null } => new Verdict(VerdictKind.Unknown, "it has no machine"),
        _ => null,
    };

    // Starting outweighs Degraded: who is on the way up is neither alarmed about nor touched.
    private static int Weight(VerdictKind kind) =>
        kind == VerdictKind.Starting ? (int)VerdictKind.Offline * 2 - 1 : (int)kind * 2;

    private static HealthFinding? Boot(ProbeReport report) => report.Boot switch
    {
        "booting" when report.BootStep == "installing" => new(VerdictKind.Starting, "boot.sh installs programs"),
        "booting" => new(VerdictKind.Starting, "boot.sh runs"),
        "failed" => new(
            report.Live == true ? VerdictKind.Degraded : VerdictKind.Offline,
            $"boot.sh: {report.BootError ?? "failed"}"),
        _ => null,
    };

    private static HealthFinding? Gateway(ProbeReport report) => report switch
    {
        { Live: true } => null,
        { IsDrained: true } => new(VerdictKind.Offline, "drained: its disk was given up"),
        { HasSecrets: false, Boot: not "booting" } => new(VerdictKind.Offline, "gateway awaits its secrets"),
        { Unit: "failed" or "inactive", ExitCode: RefusedExitCode } =>
            new(VerdictKind.Offline, $"gateway refuses its configuration or state (exit {RefusedExitCode})"),
        { Unit: not "active", Restarts: >= CrashLoopRestarts } =>
            new(VerdictKind.Offline, $"gateway crashes: {report.Restarts} restarts"),
        { Boot: "booting" } => null,
        { Starting: true } or { Unit: "activating" } => new(VerdictKind.Starting, "gateway starts"),
        { Live: null, Unit: null } => new(VerdictKind.Unknown, "probe.sh says nothing of the gateway"),
        { Unit: "active" } => new(VerdictKind.Offline, "gateway does not answer"),
        _ => new(VerdictKind.Offline, $"gateway is down (unit {report.Unit ?? "unknown"})"),
    };

    private static HealthFinding? Readiness(ProbeReport report) => report switch
    {
        { Live: not true } or { Ready: not false } => null,
        { Starting: true } or { Boot: "booting" } => new(VerdictKind.Starting, "gateway starts"),
        { Failing.Count: 0 } => new(VerdictKind.Degraded, "readyz: not ready"),
        _ => new(VerdictKind.Degraded, $"readyz: {string.Join(", ", report.Failing)}"),
    };

    private static HealthFinding? Mount(ProbeReport report) => report switch
    {
        { IsReadOnly: true } => new(VerdictKind.Degraded, "data disk is read-only"),
        { IsMounted: false, IsDrained: not true, Boot: not "booting" } =>
            new(VerdictKind.Offline, "data disk is not mounted"),
        _ => null,
    };

    private static HealthFinding? AtLeast(int? percent, int limit, string what) =>
        percent >= limit ? new(VerdictKind.Degraded, $"{what} {percent} %") : null;

    private static HealthFinding? Clock(ProbeReport report, DateTimeOffset at)
    {
        if (report.Clock - at is not { } skew || skew.Duration() <= LongestSkew)
            return null;

        var direction = skew > TimeSpan.Zero ? "ahead" : "behind";
        return new(VerdictKind.Degraded, $"clock {direction} by {skew.Duration().TotalSeconds:F0} s");
    }

    private static HealthFinding? Differs(string what, string? seen, string? expected) =>
        seen is not null && expected is not null && seen != expected
            ? new(VerdictKind.Degraded, $"{what} {seen}, expected {expected}")
            : null;
}
