using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Steps;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// Deletes the retired disks of a living claw, or all that is left of a destroyed one. The only operation that deletes
/// data disks, ordered only by typing the claw's name.
/// </summary>
internal sealed class PurgeClaw(DeleteDisks disks, DeleteSnapshots snapshots, ForgetSecrets secrets) : Operation
{
    /// <summary>Option that is set where the claw is destroyed and all of it shall go.</summary>
    public const string Everything = "everything";

    /// <inheritdoc/>
    public override string Title => "Purging";

    /// <inheritdoc/>
    public override ClawTrigger Begins => ClawTrigger.Purge;

    /// <inheritdoc/>
    public override ClawTrigger Completes => ClawTrigger.PurgeDone;

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Steps { get; } = [snapshots, disks, secrets];

    /// <inheritdoc/>
    public override string Conclude(Claw claw, OperationRecord operation) => operation.Option(Everything) is null
        ? $"{claw.Name}'s retired disks are deleted."
        : $"Nothing of {claw.Name} is left but its lines in /audit.";
}
