using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Tests.Operations;

/// <summary>An operation with the steps that a test gives it: it parks, and can be told a way back.</summary>
internal sealed class Errand(params IReadOnlyList<IStep> steps) : Operation
{
    /// <summary>The steps of the way back; none without it. It then begins and ends as an upgrade.</summary>
    public IReadOnlyList<IStep>? Back { get; init; }

    /// <inheritdoc/>
    public override string Title => "Running an errand for";

    /// <inheritdoc/>
    public override ClawTrigger Begins => Back is null ? ClawTrigger.Park : ClawTrigger.Upgrade;

    /// <inheritdoc/>
    public override ClawTrigger Completes => Back is null ? ClawTrigger.ParkDone : ClawTrigger.UpgradeDone;

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Steps { get; } = steps;

    /// <inheritdoc/>
    public override WayBack? Undo(OperationRecord operation, IStep failed, Claw claw) => Back is null
        ? null
        : new WayBack(
            ClawTrigger.UpgradeFailed, ClawTrigger.RollBackDone,
            (operation.IsUndoing ? operation.Target : operation.Before)!, Back);

    /// <inheritdoc/>
    public override string Conclude(Claw claw, OperationRecord operation) => $"The errand for {claw.Name} is done.";
}
