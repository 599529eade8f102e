using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Steps;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// Bakes an image: a throw-away machine without data disk and secrets installs the app layer, is verified,
/// deprovisioned, generalized, becomes a gallery version and is deleted, also where something fails. In the store it is
/// the short life of a claw of its own, so that lock, progress, resumption and cancelling are those of all operations;
/// at its end nothing of that claw is left.
/// </summary>
internal sealed class BakeImage(
    DeleteOtherMachines clear, CreateBuildGround ground, CreateBuildMachine create, WaitForSsh ssh, WaitForBoot boot,
    CheckInstall check, Deprovision deprovision, DeallocateMachine deallocate, GeneralizeMachine generalize,
    PublishImage publish, DeleteMachines delete, ForgetSecrets forget, WithdrawImage withdraw) : Operation
{
    /// <summary>Option with the gallery version to be made.</summary>
    public const string Version = "version";

    private readonly IReadOnlyList<IStep> _afterwards = [delete, forget];
    private readonly IReadOnlyList<IStep> _back = [delete, withdraw, forget];

    /// <inheritdoc/>
    public override string Title => "Baking";

    /// <inheritdoc/>
    public override ClawTrigger Begins => ClawTrigger.Bake;

    /// <inheritdoc/>
    public override ClawTrigger Completes => ClawTrigger.BakeDone;

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Steps { get; } =
    [
        clear, ground, create, ssh, boot, check, deprovision, deallocate, generalize, publish, delete, forget,
    ];

    /// <summary>The gallery version that an order is about.</summary>
    public static ImageVersion VersionOf(OperationRecord operation) => ImageVersion.Parse(
        operation.Option(Version) ?? throw new InvalidOperationException($"{operation.Id} names no version to bake."));

    /// <summary>A failure before the image stands takes everything back; after it the image stays.</summary>
    public override WayBack? Undo(OperationRecord operation, IStep failed, Claw claw) =>
        operation.Target is { } target && !_afterwards.Contains(failed)
            ? new WayBack(ClawTrigger.BakeFailed, ClawTrigger.BakeDone, target, _back)
            : null;

    /// <inheritdoc/>
    public override string Conclude(Claw claw, OperationRecord operation) =>
        $"Image {VersionOf(operation)} is baked on {operation.Target?.Image}, with app layer "
        + $"{operation.Target?.AppLayer}. /upgrade alice image={VersionOf(operation)}";

    /// <inheritdoc/>
    public override string ConcludeBack(Claw claw, OperationRecord operation) =>
        operation.Failure?.Reason == FailureReason.Cancelled
            ? $"Baking {VersionOf(operation)} was cancelled; nothing of it is left."
            : $"Baking {VersionOf(operation)} failed at '{operation.Failure?.Step}': {operation.Failure?.Message} "
                + "Nothing of it is left.";
}
