using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Shuts a claw down and stops paying for its compute.</summary>
[FleetCommand(
    "park", "Shut a claw down and stop paying for its compute.", Role.Operator,
    Effect = Effect.Changes, Example = "/park alice", Order = 40)]
public sealed record Park([property: Argument("claw", "Which claw.")] ClawName Claw) : ICommand;

/// <inheritdoc cref="Park"/>
public sealed class ParkHandler(OperationQueue operations) : ICommandHandler<Park>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Park command, Member by, CancellationToken cancellationToken) =>
        Reply.To(await operations.SubmitAsync<ParkClaw>(command.Claw, by, cancellationToken));
}
