using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Operations.Rungs;

/// <summary>
/// Mends the way in through the cloud's Run Command where SSH is dead: sshd restarted, the gateway not touched.
/// </summary>
internal sealed class RepairAccess(ICloud cloud) : IRung
{
    private const string Script = "systemctl reset-failed ssh; systemctl restart ssh";

    /// <inheritdoc/>
    public string Says => "Repairing access";

    /// <summary>Azure's Run Command takes 20-60 s; its own limit is 90 min, far beyond use.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public int Budget => 6;

    /// <summary>A firewall's or agent's hiccup is over by then.</summary>
    public TimeSpan CoolDown => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public string? Unfit(Diagnosis diagnosis) => diagnosis switch
    {
        { CanEnter: true } => "The machine can be entered.",
        { Inside: null } => "The cloud's agent on the machine does not answer.",
        _ => null,
    };

    /// <inheritdoc/>
    public async Task<Claw> ClimbAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        await cloud.RunCommandAsync(claw.Machine, Script, cancellationToken);
        return claw with { Address = await cloud.FindAddressAsync(claw.Name, cancellationToken) };
    }
}
