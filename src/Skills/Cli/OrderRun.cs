using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>
/// Gives one order, asks the person what it asks, waits as the call wishes, and prints what came of it.
/// </summary>
/// <param name="around">What is around the call.</param>
/// <param name="call">What it wishes.</param>
/// <param name="client">The parent.</param>
/// <param name="isPerson">Whether the person at the terminal is asked.</param>
internal sealed class OrderRun(Surroundings around, Call call, ParentClient client, bool isPerson)
{
    private static readonly TimeSpan UsualRefresh = TimeSpan.FromSeconds(5);

    private readonly PatientParent _parent = new(client, PatientParent.Restart, around.Time);
    private readonly Printing _printing = new(around, call);
    private Envelope? _answer;

    private bool HasColour => around.IsErrorTerminal && string.IsNullOrEmpty(around.Variable("NO_COLOR"));

    // What is printed as it came, and looked at for nothing else.
    private bool IsPassedOn => call is { Json: true, Watch: false, Output: null };

    /// <summary>Does it; the exit status.</summary>
    public async Task<int> RunAsync(string command, CommandOrder order, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await WithinTimeAsync(command, order, cancellationToken);
            return answer is { Ok: true } && RefreshOf(answer) is { } every
                ? await WatchAsync(command, order, answer, every, cancellationToken)
                : await _printing.PrintAsync(answer, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await around.Errors.WriteLineAsync(GoesOn());
            return ExitCodes.Interrupted;
        }
    }

    private TimeSpan? RefreshOf(Envelope answer) =>
        answer.Data?.RefreshSeconds is { } seconds && (call.Watch || (isPerson && around.IsOutputTerminal))
            ? TimeSpan.FromSeconds(seconds)
            : call.Watch && answer.Data is { Operation: null, Proposal: null } ? UsualRefresh : null;

    private Task<Envelope> WithinTimeAsync(
        string command, CommandOrder order, CancellationToken cancellationToken) => TimeLimit.KeepAsync(
        call.Timeout,
        around.Time,
        stop => ToTheEndAsync(command, order, stop),
        () => new Envelope(false, command)
        {
            Data = _answer?.Data,
            Error = new EnvelopeError(ErrorReason.Timeout, "It was not over in the time given.", GoesOn()),
        },
        cancellationToken);

    private async Task<Envelope> ToTheEndAsync(
        string command, CommandOrder order, CancellationToken cancellationToken)
    {
        var key = Guid.NewGuid().ToString("N"); // given again after a broken connection, it acts once
        _answer = await _parent.AskAsync(
            there => there.OrderAsync(command, order, key, cancellationToken, IsPassedOn), cancellationToken);
        while (isPerson && _answer.Data is { Question: { } question } asked)
        {
            var typed = await new Asking(around).AskAsync(question, asked.Text, cancellationToken);
            if (typed is null)
                return Envelope.Of(command, new EnvelopeError(
                    ErrorReason.Waiting, "Nothing was answered, so nothing was done.", "Give the command again."));

            // An answer counts once, and is not given again.
            var answered = new QuestionAnswer(typed, order.Columns);
            _answer = await client.AnswerAsync(question.Nonce, answered, cancellationToken) with { Command = command };
        }

        var progress = new Progress(around.IsErrorTerminal && !call.Quiet ? around.Errors : null, HasColour);
        using var waiting = new Waiting(_parent, progress, around.Time);
        if (call.WaitsForDecision)
            _answer = await waiting.ForDecisionAsync(_answer, cancellationToken);
        if (call.WaitsForOperation)
            _answer = await waiting.ForOperationsAsync(_answer, cancellationToken);
        return _answer;
    }

    /// <summary>Looks again and again, until somebody stops it, or it is refused, or the parent is gone.</summary>
    private async Task<int> WatchAsync(
        string command, CommandOrder order, Envelope answer, TimeSpan every, CancellationToken cancellationToken)
    {
        var shown = new WatchedScreen(around, call, _printing);
        while (true)
        {
            var exit = await shown.ShowAsync(answer, cancellationToken);
            if (!answer.Ok && answer.Error!.Reason != ErrorReason.Failed)
                return exit;

            await Task.Delay(every, around.Time, cancellationToken);
            answer = await WithinTimeAsync(command, order, cancellationToken);
        }
    }

    private string GoesOn() => (Waiting.OperationsOf(_answer?.Data), _answer?.Data) switch
    {
        ([var only], _) => $"{only} goes on. To wait for its end: parentclaw op {only}",
        ([_, ..] several, _) => $"{several.Count} operations go on. To see how far they are: parentclaw op",
        (_, { Proposal: { } proposal }) =>
            $"{proposal.Id} waits on. To wait for its end: parentclaw proposals {proposal.Id} --wait",
        (_, { Question: not null }) => "Nothing was answered, so nothing was done.",
        _ when call.Watch => "Stopped.",
        _ => "The parent may do it all the same. To see what was done: parentclaw audit",
    };
}
