using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/devices</c>: phones, browsers and machines that want to speak to a gateway, or may.</summary>
[FleetCommand(
    "devices", "Show which devices may speak to a claw's gateway, and which want to.", Role.Operator,
    Example = "/devices alice", Order = 35)]
public sealed record Devices([property: Argument("claw", "Which claw.")] ClawName Claw) : ICommand;

/// <summary>Carries out <see cref="Devices"/>.</summary>
public sealed class DevicesHandler(IFleetStore store, IGatewayDevices devices, TimeProvider time)
    : ICommandHandler<Devices>
{
    /// <inheritdoc/>
    public Task<Reply> HandleAsync(Devices command, Member by, CancellationToken cancellationToken) =>
        store.WithServingAsync(
            command.Claw,
            async claw => DeviceList.Show(
                claw, await devices.ListDevicesAsync(claw, cancellationToken), time.GetUtcNow()),
            cancellationToken);
}
