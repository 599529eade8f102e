using System.Globalization;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/message</c>: a word to a claw's owner, or to another whom it lets in, from its bot.</summary>
[FleetCommand(
    "message", "Send a message to a claw's owner, as the claw's bot.", Role.Operator,
    Effect = Effect.Changes, IsOnce = true, HasDryRun = true,
    Example = "/message alice Back in five minutes.", Order = 31)]
public sealed record Message(
    [property: Argument("claw", "Which claw speaks.")] ClawName Claw,
    [property: Argument("to", "Numeric Telegram id of whom it tells; its owner without it.", IsNamed = true)]
    long? To,
    [property: Argument("text", "What it says; sent as it is.", TakesRest = true)] string Text) : ICommand;

/// <summary>Carries out <see cref="Message"/>. At most once: where it is not known, the person decides.</summary>
public sealed class MessageHandler(IFleetStore store, IGateway gateway)
    : ICommandHandler<Message>, ICommandPlanner<Message>
{
    /// <inheritdoc/>
    public async Task<Reply> PlanAsync(Message command, Member by, CancellationToken cancellationToken)
    {
        var (claw, recipient, refusal) = await FindAsync(command, cancellationToken);
        return refusal ?? Reply.Ok(
            new TextBlock($"{claw!.Name}'s bot tells {Who(claw, recipient)}, and it cannot be taken back:"),
            new QuoteBlock(command.Text));
    }

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Message command, Member by, CancellationToken cancellationToken)
    {
        var (claw, recipient, refusal) = await FindAsync(command, cancellationToken);
        if (refusal is not null)
            return refusal;

        var who = Who(claw!, recipient);
        try
        {
            var id = await gateway.SendMessageAsync(claw!, recipient, command.Text, cancellationToken);
            return Reply.Ok($"{claw!.Name} told {who}; message {id}.");
        }
        catch (FleetException failure)
        {
            return Reply.Failed(failure.Reason.LeavesDoubt()
                ? $"It is not known whether {claw!.Name} told {who}: {failure.Message} Retry may say it twice."
                : $"Not delivered: {failure.Message}") with
            {
                Buttons = [new ReplyButton("Retry", $"/message {claw!.Name} to={recipient} {command.Text}")],
            };
        }
    }

    private async Task<(Claw? Claw, long To, Reply? Refusal)> FindAsync(
        Message command, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return (null, 0, Refusals.NoSuchClaw(command.Claw));

        if (OpenClawCommands.FindFault(command.Text) is { } fault)
            return (claw, 0, Reply.Refused(fault));

        if ((command.To ?? claw.Owner) is not { } recipient)
        {
            return (claw, 0, Reply.Refused(
                $"{claw.Name} has no owner to write to. /message {claw.Name} to=ID … writes to another, "
                + $"/deploy {claw.Name} owner=ID sets the owner's Telegram id."));
        }

        return (claw, recipient, Refusals.NotServing(claw) is { } refusal ? Reply.Refused(refusal) : null);
    }

    private static string Who(Claw claw, long recipient) =>
        recipient == claw.Owner ? $"its owner ({recipient})" : recipient.ToString(CultureInfo.InvariantCulture);
}
