using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Restarts a claw's gateway, or its machine.</summary>
[FleetCommand(
    "restart", "Restart a claw's gateway, or its machine; `safely` only if it is at no work.", Role.Operator,
    Effect = Effect.Changes, Example = "/restart alice machine", Order = 32)]
public sealed record Restart(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument(
        "what", "The gateway (default), the whole machine, or `safely` the gateway once nothing is under way.",
        Choices = "gateway|machine|safely")]
    string? What = null) : ICommand;

/// <inheritdoc cref="Restart"/>
public sealed class RestartHandler(OperationQueue operations, IFleetStore store, IGatewayCare care)
    : ICommandHandler<Restart>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Restart command, Member by, CancellationToken cancellationToken) =>
        command.What?.ToLowerInvariant() switch
        {
            "machine" => Reply.To(await operations.SubmitAsync<RebootClaw>(command.Claw, by, cancellationToken)),
            "safely" => await store.WithServingAsync(
                command.Claw, claw => RestartSafelyAsync(claw, cancellationToken), cancellationToken),
            _ => Reply.To(await operations.SubmitAsync<RestartClaw>(command.Claw, by, cancellationToken)),
        };

    // The gateway looks and restarts by itself: nothing is stopped from without that an operation must bring back.
    private async Task<Reply> RestartSafelyAsync(Claw claw, CancellationToken cancellationToken)
    {
        try
        {
            await care.RestartSafelyAsync(claw, cancellationToken);
            return Reply.Ok($"{claw.Name}'s gateway was at no work; it was restarted and is live again.");
        }
        catch (FleetException busy) when (busy.Reason == FailureReason.GatewayRefused)
        {
            return Reply.Refused($"Nothing was restarted. {busy.Message}") with
            {
                Buttons =
                [
                    new ReplyButton("Try again", $"/restart {claw.Name} safely"),
                    new ReplyButton("Restart anyway", $"/restart {claw.Name}"),
                ],
            };
        }
    }
}
