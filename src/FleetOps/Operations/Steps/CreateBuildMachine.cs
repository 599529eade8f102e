using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>
/// Makes the machine that becomes an image: without data disk, told by cloud-init to install the app layer and to stop
/// there.
/// </summary>
internal sealed class CreateBuildMachine(
    ICloud cloud, ISecretStore secrets, AppLayers appLayers, IOptions<RemoteOptions> remote,
    IOptions<ProvisioningOptions> provisioning) : IStep
{
    /// <inheritdoc/>
    public string Says => "Creating the machine to be baked";

    /// <summary>Azure: 1-2 min; <c>OSProvisioningTimedOut</c> comes after 20, and may still end well.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        var target = context.Target;
        var hostKey = await secrets.FindAsync(claw.Name, SecretName.HostKey, cancellationToken);
        if (hostKey is null || claw.AccessKey is not { } accessKey)
            throw new FleetException(
                FailureReason.NotFound, $"{claw.Name}'s keys are lost. /bake the version again: it makes others.");

        var user = remote.Value.AdminUser;
        var order = CloudInitOrder.ForBake(
            claw, target, appLayers.Find(target.AppLayer), user, hostKey, provisioning.Value);
        await cloud.CreateMachineAsync(
            new MachineOrder(
                MachineName.Of(claw.Name, target.Generation), target.Image, target.Size, claw.Profile,
                DataDisk: null, user, accessKey, CloudInit.Render(order)),
            cancellationToken);
        return claw with
        {
            Spec = target with { OpenClaw = null }, // which one it is, the machine says once it is installed
            Address = await cloud.FindAddressAsync(claw.Name, cancellationToken),
        };
    }
}
