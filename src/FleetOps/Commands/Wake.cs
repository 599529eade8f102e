using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Starts a parked claw again.</summary>
[FleetCommand(
    "wake", "Start a parked claw again.", Role.Operator, Effect = Effect.Changes, HasDryRun = true,
    Example = "/wake alice", Order = 41)]
public sealed record Wake([property: Argument("claw", "Which claw.")] ClawName Claw) : ICommand;

/// <inheritdoc cref="Wake"/>
public sealed class WakeHandler(IFleetStore store, OperationQueue operations)
    : ICommandHandler<Wake>, ICommandPlanner<Wake>
{
    /// <inheritdoc/>
    public Task<Reply> PlanAsync(Wake command, Member by, CancellationToken cancellationToken) =>
        operations.OfOrderAsync(
            store, command.Claw, ClawTrigger.Wake,
            claw => new FactsBlock(
                ("Starts", $"{claw.Name}'s machine and gateway; its compute is paid for again"),
                ("Stays", Plans.Stays(claw)),
                ("Later", $"/park {claw.Name} stops it again")),
            cancellationToken);

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Wake command, Member by, CancellationToken cancellationToken) =>
        Reply.To(await operations.SubmitAsync<WakeClaw>(command.Claw, by, cancellationToken));
}
