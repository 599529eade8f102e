using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Restarts a claw's gateway, or its machine.</summary>
[FleetCommand(
    "restart", "Restart a claw's gateway, or its machine.", Role.Operator,
    Effect = Effect.Changes, Example = "/restart alice machine", Order = 32)]
public sealed record Restart(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("what", "The gateway (default), or the whole machine.", Choices = "gateway|machine")]
    string? What = null) : ICommand;

/// <inheritdoc cref="Restart"/>
public sealed class RestartHandler(OperationQueue operations) : ICommandHandler<Restart>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Restart command, Member by, CancellationToken cancellationToken) =>
        Reply.To(command.What == "machine"
            ? await operations.SubmitAsync<RebootClaw>(command.Claw, by, cancellationToken)
            : await operations.SubmitAsync<RestartClaw>(command.Claw, by, cancellationToken));
}
