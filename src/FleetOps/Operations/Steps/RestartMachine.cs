using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Restarts the machine hard, or starts it where it is off.</summary>
internal sealed class RestartMachine(ICloud cloud, IRemoteShell shell, ClawTargets targets, StartMachine start) : IStep
{
    /// <inheritdoc/>
    public string Says => "Restarting the machine";

    /// <summary>Azure: usually 1-2 min; a guest that hangs is cut off after about 5.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        if (targets.Find(claw) is { } target)
            await shell.CloseAsync(target, cancellationToken);

        var machine = await cloud.FindMachineAsync(claw.Machine, cancellationToken);
        if (machine is not { Power: Power.Running })
            return await start.RunAsync(claw, context, cancellationToken);

        await cloud.RestartMachineAsync(machine.Name, cancellationToken);
        return claw with { Address = await cloud.FindAddressAsync(claw.Name, cancellationToken) };
    }
}
