using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/deny</c>: turns a person away who wrote to a claw's bot.</summary>
[FleetCommand(
    "deny", "Turn a person away who wrote to a claw's bot.", Role.Operator,
    Effect = Effect.Changes, Example = "/deny alice 7001", Order = 34)]
public sealed record Deny(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("who", "His code, user name or numeric id.")] string Who) : ICommand;

/// <summary>Carries out <see cref="Deny"/>.</summary>
public sealed class DenyHandler(IFleetStore store, IGateway gateway) : ICommandHandler<Deny>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Deny command, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);

        if (Refusals.NotServing(claw) is { } refusal)
            return Reply.Refused(refusal);

        var waiting = await gateway.ListPairingsAsync(claw, cancellationToken);
        if (!PairingChoice.TryFind(waiting, command.Who, out var request, out var why))
            return Reply.Refused(why);

        await gateway.DenyPairingAsync(claw, request, cancellationToken);
        return Reply.Ok($"{PairingChoice.Name(request)} was turned away from {claw.Name}; he may ask again.");
    }
}
