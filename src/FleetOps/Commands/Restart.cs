using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Restarts a claw's gateway, or its machine.</summary>
[FleetCommand(
    "restart", "Restart a claw's gateway, or its machine; `safely` only if it is at no work.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/restart alice machine", Order = 32)]
public sealed record Restart(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument(
        "what", "The gateway (default), the whole machine, or `safely` the gateway once nothing is under way.",
        Choices = "gateway|machine|safely")]
    string? What = null) : ICommand;

/// <inheritdoc cref="Restart"/>
public sealed class RestartHandler(
    OperationQueue operations, OperationRegistry registry, IFleetStore store, IGatewayCare care)
    : ICommandHandler<Restart>, ICommandPlanner<Restart>
{
    /// <inheritdoc/>
    public async Task<Reply> PlanAsync(Restart command, Member by, CancellationToken cancellationToken)
    {
        // Which it is decides the state that it needs; safely needs a machine that answers.
        var what = command.What?.ToLowerInvariant();
        if (what == "safely")
            return await store.WithServingAsync(
                command.Claw, claw => Task.FromResult(Reply.Ok(Say(claw, what))), cancellationToken);

        var order = what == "machine" ? registry.Find<RebootClaw>().Begins : registry.Find<RestartClaw>().Begins;
        return await operations.OfOrderAsync(
            store, command.Claw, order, claw => Say(claw, what), cancellationToken);
    }

    private static FactsBlock Say(Claw claw, string? what) => new(
        ("Restarts", what switch
        {
            "machine" => $"{claw.Name}'s whole machine; its bot does not answer for some minutes",
            "safely" => $"{claw.Name}'s gateway, only if it is at no work",
            _ => $"{claw.Name}'s gateway; what its agent does just now is broken off",
        }),
        ("Stays", Plans.Stays(claw)));

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
