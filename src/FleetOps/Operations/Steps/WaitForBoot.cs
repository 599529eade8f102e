using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Waits until <c>boot.sh</c> has ended well: app layer installed, disk mounted, updates run.</summary>
internal sealed class WaitForBoot(IClawProbe probe, IOptions<OperationsOptions> options, TimeProvider time) : IStep
{
    /// <inheritdoc/>
    public string Says => "Waiting for boot.sh";

    /// <summary>As long as a machine may take to boot and install.</summary>
    public TimeSpan Deadline => options.Value.BootPatience;

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        while (true)
        {
            var seen = await probe.ProbeAsync(claw, cancellationToken);
            if (seen.Report?.Boot == "ready")
            {
                context.Unnote();
                return claw;
            }

            if (seen.Report?.Boot == "failed")
                throw new FleetException(
                    FailureReason.VerificationFailed,
                    $"boot.sh on {claw.Machine} failed: "
                    + $"{seen.Report.BootError ?? "it left no word; /logs may have one"}");

            context.Note(seen.Verdict.ToString());
            await Task.Delay(options.Value.LookPause, time, cancellationToken);
        }
    }
}
