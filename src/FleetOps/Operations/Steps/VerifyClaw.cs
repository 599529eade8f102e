using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// Waits until the claw is healthy, has every check of <c>verify.sh</c> done, and records the versions it really runs.
/// </summary>
internal sealed class VerifyClaw(
    IClawProbe probe, ClawVerification verification, IOptions<OperationsOptions> options, TimeProvider time) : IStep
{
    private const int RedsShown = 5;

    // One look that is red may be the moment between two states; a gateway that serves badly is so at the second look
    // too.
    private const int BadLooks = 3;

    /// <inheritdoc/>
    public string Says => "Verifying";

    /// <summary>The gateway's patience, and the checks (under a minute) on top.</summary>
    public TimeSpan Deadline => options.Value.ReadyPatience + TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var seen = await WaitUntilHealthyAsync(claw, context, cancellationToken);
        var report = await verification.RunAsync(claw, cancellationToken);
        if (!report.IsGood)
            throw new FleetException(
                FailureReason.VerificationFailed,
                $"{report.Red.Count} of {report.Checks.Count} checks are red: "
                + string.Join(
                    "; ", report.Red.Take(RedsShown).Select(check => $"{check.Group} {check.Name} {check.Detail}")));

        context.Keep(seen);
        context.Note($"{report.Checks.Count} checks, all good");
        return WithVersions(claw, seen.Report);
    }

    private async Task<Probe> WaitUntilHealthyAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var patience = time.GetUtcNow() + options.Value.ReadyPatience;
        for (var (look, bad) = (1, 0); ; look++)
        {
            var seen = await probe.ProbeAsync(claw, cancellationToken);
            if (seen.Verdict.Kind == VerdictKind.Healthy)
                return seen;

            // Only what cannot come right by waiting ends it before the patience does; one look alone never decides.
            bad = seen.Report is { ExitCode: VerdictRules.RefusedExitCode, Live: not true } ? bad + 1 : 0;
            if (bad >= BadLooks || (look > 1 && time.GetUtcNow() >= patience))
                throw new FleetException(
                    FailureReason.VerificationFailed, $"{claw.Machine} came up, but is {seen.Verdict}.");

            context.Note(seen.Verdict.ToString());
            await Task.Delay(options.Value.LookPause, time, cancellationToken);
        }
    }

    private static Claw WithVersions(Claw claw, ProbeReport? report)
    {
        if (claw.Spec is null || !OpenClawVersion.TryParse(report?.OpenClaw, out var openClaw))
            return claw;

        var newest = claw.NewestOpenClaw is { } known && known.CompareTo(openClaw) > 0 ? known : openClaw;
        var spec = claw.Spec with { OpenClaw = openClaw };
        return claw with { Spec = spec, LastGood = spec, NewestOpenClaw = newest };
    }
}
