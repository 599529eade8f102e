using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Shuts a claw down and stops paying for its compute.</summary>
[FleetCommand(
    "park", "Shut a claw down and stop paying for its compute.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/park alice", Order = 40)]
public sealed record Park([property: Argument("claw", "Which claw.")] ClawName Claw) : ICommand;

/// <inheritdoc cref="Park"/>
public sealed class ParkHandler(IFleetStore store, OperationQueue operations)
    : ICommandHandler<Park>, ICommandPlanner<Park>
{
    /// <inheritdoc/>
    public Task<Reply> PlanAsync(Park command, Member by, CancellationToken cancellationToken) =>
        operations.OfOrderAsync(
            store, command.Claw, ClawTrigger.Park,
            claw => new FactsBlock(
                ("Stops", $"{claw.Name}'s gateway and machine; its compute costs nothing, its bot does not answer"),
                ("Stays", Plans.Stays(claw)),
                ("Later", $"/wake {claw.Name} starts it again")),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Park command, Member by, CancellationToken cancellationToken) =>
        Reply.To(await operations.SubmitAsync<ParkClaw>(command.Claw, by, cancellationToken));
}
