using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/reject_device</c>: turns a device away that wants to speak to a claw's gateway.</summary>
[FleetCommand(
    "reject_device", "Turn a device away that wants to speak to a claw's gateway.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/reject_device alice 4f1c", Order = 37)]
public sealed record RejectDevice(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("request", "Which request, as /devices shows it; without it those that wait are shown.")]
    string? Request = null) : ICommand;

/// <summary>Carries out <see cref="RejectDevice"/>.</summary>
public sealed class RejectDeviceHandler(DeviceDesk desk, IGatewayDevices devices)
    : ICommandHandler<RejectDevice>, ICommandPlanner<RejectDevice>
{
    /// <inheritdoc/>
    public Task<Reply> HandleAsync(RejectDevice command, Member by, CancellationToken cancellationToken) =>
        desk.DecideAsync(
            command.Claw, command.Request,
            async (claw, device) =>
            {
                await devices.RejectDeviceAsync(claw, device.Id, cancellationToken);
                var who = DeviceList.Who(device);
                await desk.RememberAsync(claw, by, $"turned {who} away", cancellationToken);
                return Reply.Ok($"{who} was turned away from {claw.Name}; it may ask again.");
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<Reply> PlanAsync(RejectDevice command, Member by, CancellationToken cancellationToken) =>
        desk.DecideAsync(
            command.Claw, command.Request,
            (claw, device) => Task.FromResult(Reply.Ok(new FactsBlock(
                ("Turns away", $"{DeviceList.Who(device)}, at {claw.Name}"), ("Request", device.Id),
                ("Stays", "its right to ask again")))),
            cancellationToken);
}
