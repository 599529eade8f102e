using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/approve</c>: lets a person in who wrote to a claw's bot.</summary>
[FleetCommand(
    "approve", "Let a person in who wrote to a claw's bot.", Role.Operator,
    Effect = Effect.Changes, Example = "/approve alice @bob", Order = 33)]
public sealed record Approve(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("who", "His code, user name or numeric id.")] string Who) : ICommand;

/// <summary>Carries out <see cref="Approve"/>.</summary>
public sealed class ApproveHandler(IFleetStore store, IGateway gateway) : ICommandHandler<Approve>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Approve command, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);

        if (Refusals.NotServing(claw) is { } refusal)
            return Reply.Refused(refusal);

        var waiting = await gateway.ListPairingsAsync(claw, cancellationToken);
        if (!PairingChoice.TryFind(waiting, command.Who, out var request, out var why))
            return Reply.Refused(why);

        var approval = await gateway.ApprovePairingAsync(claw, request, cancellationToken);
        var told = approval.IsNotified ? "he was told" : "he could not be told: tell him";
        return Reply.Ok($"{PairingChoice.Name(request)} may talk to {claw.Name} now; {told}.");
    }
}
