using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Operations.Rungs;

/// <summary>The end of the ladder: the claw is well, or a human is asked.</summary>
internal sealed class ConfirmHealed(SteadyLook look) : IStep
{
    /// <inheritdoc/>
    public string Says => "Making sure";

    /// <summary>One look, steadied.</summary>
    public TimeSpan Deadline => look.Longest + TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var seen = await look.LookAsync(claw, seen => seen.Verdict.Kind == VerdictKind.Healthy, cancellationToken);
        context.Keep(seen);
        context.Note(seen.Verdict.ToString());
        if (seen.Verdict.Kind == VerdictKind.Healthy)
            return claw;

        var told = context.Operation.Steps
            .Where(step => step.Note is not null)
            .Select(step => $"{step.Says}: {step.Note}");
        throw new FleetException(
            FailureReason.VerificationFailed,
            $"No rung healed it; it is {seen.Verdict}. {string.Join(" ", told)} "
            + $"A human should look: /logs {claw.Name}, "
            + $"/rollback {claw.Name} goes back to a restore point.");
    }
}
