using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/message</c>: a word to a claw's owner, from its bot.</summary>
[FleetCommand(
    "message", "Send a message to a claw's owner, as the claw's bot.", Role.Operator,
    Effect = Effect.Changes, Example = "/message alice Back in five minutes.", Order = 31)]
public sealed record Message(
    [property: Argument("claw", "Which claw speaks.")] ClawName Claw,
    [property: Argument("text", "What it says; sent as it is.", TakesRest = true)] string Text) : ICommand;

/// <summary>Carries out <see cref="Message"/>.</summary>
public sealed class MessageHandler(IFleetStore store, IGateway gateway) : ICommandHandler<Message>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Message command, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);

        if (OpenClawCommands.FindFault(command.Text) is { } fault)
            return Reply.Refused(fault);

        if (claw.Owner is not { } owner)
            return Reply.Refused($"{claw.Name} has no owner to write to. /deploy {claw.Name} owner=ID sets the owner's Telegram id.");

        if (Refusals.NotServing(claw) is { } refusal)
            return Reply.Refused(refusal);

        var id = await gateway.SendMessageAsync(claw, owner, command.Text, cancellationToken);
        return Reply.Ok($"{claw.Name} told its owner ({owner}); message {id}.");
    }
}
