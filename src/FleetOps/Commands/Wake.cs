using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Starts a parked claw again.</summary>
[FleetCommand(
    "wake", "Start a parked claw again.", Role.Operator, Effect = Effect.Changes, Example = "/wake alice", Order = 41)]
public sealed record Wake([property: Argument("claw", "Which claw.")] ClawName Claw) : ICommand;

/// <inheritdoc cref="Wake"/>
public sealed class WakeHandler(OperationQueue operations) : ICommandHandler<Wake>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Wake command, Member by, CancellationToken cancellationToken) =>
        Reply.To(await operations.SubmitAsync<WakeClaw>(command.Claw, by, cancellationToken));
}
