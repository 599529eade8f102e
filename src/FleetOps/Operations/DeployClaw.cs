using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations.Steps;

namespace ParentClaw.FleetOps.Operations;

/// <summary>
/// Makes a claw, on an empty data disk or on one that was kept. Begun again, it clears what an earlier attempt left.
/// </summary>
internal sealed class DeployClaw(
    DeleteOtherMachines clear, CreateGround ground, CreateMachine create, WaitForSsh ssh, WaitForBoot boot,
    DeliverSecrets secrets, VerifyClaw verify) : Operation
{
    /// <summary>
    /// Option with value <see cref="NewDisk"/>: nothing ever ran on the data disk, so the machine may format it if it
    /// is raw.
    /// </summary>
    public const string Disk = "disk";

    /// <summary>See <see cref="Disk"/>.</summary>
    public const string NewDisk = "new";

    /// <inheritdoc/>
    public override string Title => "Deploying";

    /// <inheritdoc/>
    public override ClawTrigger Begins => ClawTrigger.Deploy;

    /// <inheritdoc/>
    public override ClawTrigger Completes => ClawTrigger.DeployDone;

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Steps { get; } = [clear, ground, create, ssh, boot, secrets, verify];

    /// <inheritdoc/>
    public override string Conclude(Claw claw, OperationRecord operation) =>
        $"{claw.Name} is deployed: image {claw.Spec?.Image}, OpenClaw {claw.Spec?.OpenClaw}, at {claw.Address}."
        + (claw.BotUserName is { } bot
            ? $" Open https://t.me/{bot}, press Start and write to it: {Admits(claw)}"
            : "");

    private static string Admits(Claw claw) => claw.DmPolicy switch
    {
        DmPolicy.Allowlist => "its owner and those on its list are admitted, others get no answer.",
        DmPolicy.Open => "everybody is admitted.",
        _ => $"each person's first message, its owner's too, waits to be let in (/pairings {claw.Name}).",
    };
}
