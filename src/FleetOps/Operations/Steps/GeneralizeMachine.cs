using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>Marks the machine as one that images are made of: from here on it never starts again.</summary>
internal sealed class GeneralizeMachine(ICloud cloud) : IStep
{
    /// <inheritdoc/>
    public string Says => "Marking the machine as an image's source";

    /// <summary>A mark in the cloud's books, set in seconds.</summary>
    public TimeSpan Deadline => TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    public async Task<Claw> RunAsync(Claw claw, StepContext context, CancellationToken cancellationToken)
    {
        await cloud.GeneralizeMachineAsync(claw.Machine, cancellationToken);
        return claw;
    }
}
