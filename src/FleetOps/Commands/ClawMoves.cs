using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Commands;

/// <summary>The orders that bring a claw that lives to other versions, whoever gives them.</summary>
public sealed class ClawMoves(OperationQueue operations)
{
    /// <summary>Orders a machine of other versions on the same data disk.</summary>
    /// <param name="claw">Which, with what else is to be stored of it.</param>
    /// <param name="image">Of which image.</param>
    /// <param name="appLayer">With which app layer.</param>
    /// <param name="openClaw">With which OpenClaw; null for the app layer's own.</param>
    /// <param name="by">For whom.</param>
    /// <param name="cancellationToken">Ends the ordering.</param>
    /// <exception cref="InvalidOperationException">The claw has no machine.</exception>
    public async Task<Submission> UpgradeAsync(
        Claw claw, ImageVersion image, AppLayerVersion appLayer, OpenClawVersion? openClaw, Member by,
        CancellationToken cancellationToken)
    {
        // Two generations and a disk are set aside: one for the way there, one and the disk for the way back.
        var next = claw with { Generations = claw.Generations + 2, Disks = claw.Disks + 1 };
        var order = new OperationOrder { Target = TargetOf(claw, image, appLayer, openClaw) };
        return await operations.SubmitAsync<UpgradeClaw>(next, order, by, cancellationToken);
    }

    /// <summary>The machine that such an order makes.</summary>
    /// <exception cref="InvalidOperationException">The claw has no machine.</exception>
    internal static MachineSpec TargetOf(
        Claw claw, ImageVersion image, AppLayerVersion appLayer, OpenClawVersion? openClaw)
    {
        var spec = claw.Spec ?? throw new InvalidOperationException($"{claw.Name} has no machine.");
        // The disk is the claw's, not its machine's: after a failed way back the machine's may be a retired one.
        return new MachineSpec(claw.Generations + 1, claw.Disk, image, appLayer, openClaw, spec.Size);
    }

    /// <summary>Orders another OpenClaw where the machine stands.</summary>
    /// <exception cref="InvalidOperationException">The claw has no machine.</exception>
    public async Task<Submission> UpdateAsync(
        Claw claw, OpenClawVersion openClaw, Member by, CancellationToken cancellationToken)
    {
        var spec = claw.Spec ?? throw new InvalidOperationException($"{claw.Name} has no machine.");
        // A generation and a disk are set aside for the way back.
        var next = claw with { Generations = claw.Generations + 1, Disks = claw.Disks + 1 };
        return await operations.SubmitAsync<UpdateClaw>(
            next, new OperationOrder { Target = spec with { OpenClaw = openClaw } }, by, cancellationToken);
    }
}
