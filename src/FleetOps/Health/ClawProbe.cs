using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Health;

/// <summary>Looks at a claw by one run of <c>probe.sh</c> over the remote shell.</summary>
public sealed partial class ClawProbe(
    IRemoteShell shell, ClawTargets targets, TimeProvider time, ILogger<ClawProbe> logger) : IClawProbe
{
    /// <summary>The one command of a look: it only reads, and bounds each of its own checks.</summary>
    public static RemoteCommand Command { get; } = new("/opt/claw/lifecycle/probe.sh", "--json")
    {
        Deadline = TimeSpan.FromSeconds(15), // probe.sh gives each check 5 s at most, side by side
        OutputLimit = ProbeReader.LongestText,
    };

    /// <inheritdoc/>
    public async Task<Probe> ProbeAsync(Claw claw, CancellationToken cancellationToken)
    {
        if (VerdictRules.WithoutLook(claw) is { } known)
            return new Probe(claw.Name, time.GetUtcNow(), known, Report: null);

        try
        {
            var result = await shell.RunAsync(targets.Require(claw), Command, cancellationToken);
            return Read(claw, result, time.GetUtcNow());
        }
        catch (FleetException failure)
        {
            LogNoAnswer(claw.Name, failure.Reason, failure);
            return new Probe(claw.Name, time.GetUtcNow(), VerdictRules.Judge(failure.Reason, failure.Message), Report: null);
        }
    }

    private static Probe Read(Claw claw, RemoteResult result, DateTimeOffset at)
    {
        if (!result.IsSuccess)
            return new Probe(claw.Name, at, new Verdict(VerdictKind.Unknown, $"probe.sh ended with {result.ExitCode}"), Report: null);

        return ProbeReader.TryRead(result.Text, out var report, out var refusal)
            ? new Probe(claw.Name, at, VerdictRules.Judge(claw, report, at), report)
            : new Probe(claw.Name, at, new Verdict(VerdictKind.Unknown, refusal), Report: null);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Claw} did not answer its probe: {Reason}")]
    private partial void LogNoAnswer(ClawName claw, FailureReason reason, Exception failure);
}
