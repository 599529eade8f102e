using System.Collections.Immutable;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/broadcast</c>: the same word to the owners of many claws, each from his claw's bot.</summary>
[FleetCommand(
    "broadcast", "Send a message to the owners of many claws, after a preview.", Role.Operator,
    Effect = Effect.Changes, IsOnce = true, HasDryRun = true,
    Example = "/broadcast label=tier=prod We upgrade at noon.", Order = 32)]
public sealed record Broadcast(
    [property: Argument("label", "key=value or key to choose by; more of them divided by commas.", IsNamed = true)]
    string? Label,
    [property: Argument("to", "Names of claws, divided by commas.", IsNamed = true)] string? To,
    [property: Argument("text", "What they say; sent as it is.", TakesRest = true)] string Text) : IAsks
{
    /// <inheritdoc/>
    public string? Answer { get; init; }
}

/// <summary>Carries out <see cref="Broadcast"/>. At most once to each: a doubt is said, not repeated.</summary>
public sealed class BroadcastHandler(BroadcastAudience audience, IGateway gateway)
    : ICommandHandler<Broadcast>, ICommandPlanner<Broadcast>
{
    // Each takes its machine 7 s; more at once would only make the parent's own answers wait.
    private const int AtOnce = 8;

    private static readonly ImmutableList<string> Columns = ["Claw", "Owner", "Outcome"];

    /// <inheritdoc/>
    public async Task<Reply> PlanAsync(Broadcast command, Member by, CancellationToken cancellationToken) =>
        Plans.OfQuestion(await HandleAsync(command with { Answer = null }, by, cancellationToken));

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Broadcast command, Member by, CancellationToken cancellationToken)
    {
        if (OpenClawCommands.FindFault(command.Text) is { } fault)
            return Reply.Refused(fault);

        var chosen = await audience.ChooseAsync(command.Label, command.To, cancellationToken);
        if (chosen.Refusal is { } refusal)
            return Reply.Refused(refusal);
        if (command.Answer is null)
            return Preview(command, chosen);
        if (!Answers.IsYes(command.Answer))
            return Reply.Refused("Nothing was sent.");

        var sent = new BroadcastOutcome[chosen.Listeners.Count];
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(
            0, sent.Length, atOnce,
            async (i, stop) => sent[i] = await SendAsync(chosen.Listeners[i], command.Text, stop));
        return Report(command, sent);
    }

    private static Reply Preview(Broadcast command, BroadcastAudience.Choice chosen)
    {
        var (to, leftOut) = (chosen.Listeners, chosen.LeftOut);
        return Reply.Ask(
            new Question(to.Count == 1 ? "Send it to 1 claw?" : $"Send it to {to.Count} claws?", QuestionKind.YesNo),
            [
                new FactsBlock(("To the owners of", string.Join(", ", to.Select(listener => listener.Claw.Name)))),
                .. leftOut.IsEmpty
                    ? Enumerable.Empty<ReplyBlock>()
                    : [new TableBlock(["Left out", "Why"], [.. leftOut.Select(Row)])],
                new HeadingBlock("The message"),
                new QuoteBlock(command.Text),
            ]);

        static ImmutableList<string> Row((Claws.ClawName Claw, string Why) left) => [left.Claw.Value, left.Why];
    }

    private async Task<BroadcastOutcome> SendAsync(
        BroadcastAudience.Listener listener, string text, CancellationToken cancellationToken)
    {
        try
        {
            var id = await gateway.SendMessageAsync(listener.Claw, listener.Owner, text, cancellationToken);
            return new BroadcastOutcome(listener, BroadcastEnd.Delivered, $"delivered, message {id}");
        }
        catch (FleetException failure)
        {
            return failure.Reason.LeavesDoubt()
                ? new BroadcastOutcome(listener, BroadcastEnd.InDoubt, $"not known: {failure.Message}")
                : new BroadcastOutcome(listener, BroadcastEnd.Failed, $"failed: {failure.Message}");
        }
    }

    private static Reply Report(Broadcast command, IReadOnlyList<BroadcastOutcome> sent)
    {
        var counts = sent.CountBy(outcome => outcome.End).ToDictionary();
        var (delivered, failed, doubtful) = (
            counts.GetValueOrDefault(BroadcastEnd.Delivered), counts.GetValueOrDefault(BroadcastEnd.Failed),
            counts.GetValueOrDefault(BroadcastEnd.InDoubt));
        var reply = Reply.Ok(
            new TextBlock($"{delivered} delivered, {failed} failed, {doubtful} not known."),
            new TableBlock(Columns, [.. sent.OrderByDescending(outcome => outcome.End).Select(Row)]));
        return reply with
        {
            Status = delivered == 0 ? ReplyStatus.Failed : ReplyStatus.Ok,
            Buttons =
            [
                .. Retry("Retry failed", command, sent, BroadcastEnd.Failed),
                .. Retry("Retry not known (may say it twice)", command, sent, BroadcastEnd.InDoubt),
            ],
        };
    }

    private static ImmutableList<string> Row(BroadcastOutcome outcome) =>
        [outcome.To.Claw.Name.Value, outcome.To.Owner.ToString(), outcome.Said];

    private static IEnumerable<ReplyButton> Retry(
        string text, Broadcast command, IReadOnlyList<BroadcastOutcome> sent, BroadcastEnd end)
    {
        var names = sent.Where(outcome => outcome.End == end).Select(outcome => outcome.To.Claw.Name).ToList();
        return names.Count == 0
            ? []
            : [new ReplyButton(text, $"/broadcast to={string.Join(',', names)} {command.Text}")];
    }

    private enum BroadcastEnd
    {
        Delivered,
        InDoubt,
        Failed,
    }

    private sealed record BroadcastOutcome(BroadcastAudience.Listener To, BroadcastEnd End, string Said);
}
