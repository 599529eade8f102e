using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// Makes the target's machine on its NIC with its data disk, told by cloud-init what it is. From here on it carries the
/// claw.
/// </summary>
internal sealed class CreateMachine(
    ICloud cloud, ISecretStore secrets, AppLayers appLayers, IOptions<RemoteOptions> remote,
    IOptions<ProvisioningOptions> provisioning) : IStep
{
    /// <inheritdoc/>
    public string Says => "Creating the machine";

    /// <summary>Azure: 1-2 min; <c>OSProvisioningTimedOut</c> comes after 20, and may still end well.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var target = context.Target;
        var hostKey = await secrets.FindAsync(claw.Name, SecretName.HostKey, cancellationToken);
        if (hostKey is null || claw.AccessKey is not { } accessKey)
            throw new FleetException(
                FailureReason.NotFound,
                $"{claw.Name}'s keys are lost: bring the key folder back from the last copy, then try again.");

        var mayFormat = context.Operation.Option(DeployClaw.Disk) == DeployClaw.NewDisk;
        var user = remote.Value.AdminUser;
        var order = CloudInitOrder.For(
            claw, target, appLayers.Find(target.AppLayer), user, mayFormat, hostKey, provisioning.Value);
        var config = await GatewayConfigFile.FindAsync(provisioning.Value, cancellationToken);
        var told = CloudInit.Render(order with { GatewayConfig = config });
        await cloud.CreateMachineAsync(
            new MachineOrder(
                MachineName.Of(claw.Name, target.Generation), target.Image, target.Size, claw.Profile,
                DiskName.Of(claw.Name, target.Disk), user, accessKey, told),
            cancellationToken);
        return claw with
        {
            // Another image may bring an OpenClaw of its own: which one it is, the machine says once it serves.
            Spec = context.Operation.Before?.Image == target.Image ? target : target with { OpenClaw = null },
            Disk = target.Disk,
            LastGood = claw.Disk == target.Disk ? claw.LastGood : null,
            NewestOpenClaw = claw.Disk == target.Disk ? claw.NewestOpenClaw : null,
            Address = await cloud.FindAddressAsync(claw.Name, cancellationToken),
        };
    }
}
