using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Rungs;
using ParentClaw.FleetOps.Operations.Steps;

namespace ParentClaw.FleetOps.Operations;

/// <summary>Climbs the ladder and stops at the first rung that heals. Its order is that of the registration.</summary>
internal sealed class ResuscitateClaw(ProvePath prove, IEnumerable<RungStep> ladder, ConfirmHealed confirm) : Operation
{
    /// <summary>Option naming the rung that a person has agreed to.</summary>
    public const string Allow = "allow";

    /// <inheritdoc/>
    public override string Title => "Resuscitating";

    /// <inheritdoc/>
    public override ClawTrigger Begins => ClawTrigger.Resuscitate;

    /// <inheritdoc/>
    public override ClawTrigger Completes => ClawTrigger.ResuscitateDone;

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Steps { get; } = [prove, .. ladder, confirm];

    /// <inheritdoc/>
    public override string Conclude(Claw claw, OperationRecord operation)
    {
        var climbed = operation.Steps
            .Where(step =>
                step.Status == StepStatus.Done && step.Name is not (nameof(ProvePath) or nameof(ConfirmHealed)))
            .Select(step => step.Says.ToLowerInvariant())
            .ToList();
        return climbed.Count == 0
            ? $"{claw.Name} is well; no rung was needed."
            : $"{claw.Name} is well again. Climbed: {string.Join(", then ", climbed)}.";
    }
}
