using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Mcp;

/// <summary>Waits until what an order led to is over: an Admin's decision, then the operation.</summary>
internal sealed class Waiting(ParentClient parent, TimeProvider time)
{
    // Who still wants to know after this asks again by the id; nothing is held open for a client that has forgotten.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // A parent that is brought to another version is back within this.
    private static readonly TimeSpan Absence = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(30); // a parent holds no answer longer than a minute
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The answer as it is when all is over; with <see cref="ErrorReason.Timeout"/> after an hour.</summary>
    public async Task<Envelope> EndAsync(Envelope answer, StepProgress progress, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        var now = answer;
        try
        {
            if (now.Data?.Proposal is { } proposal)
                now = await DecideAsync(now, proposal, progress, either.Token);
            return (now.Data?.Operation?.Id ?? now.Data?.Proposal?.Operation) is { } operation
                ? await FollowAsync(now, operation, progress, either.Token)
                : now;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Envelope(false, now.Command)
            {
                Data = now.Data,
                Error = new EnvelopeError(ErrorReason.Timeout, "It is not over after an hour, and goes on."),
            };
        }
    }

    private async Task<Envelope> DecideAsync(
        Envelope answer, ProposalView proposal, StepProgress progress, CancellationToken cancellationToken)
    {
        if (Outcomes.IsOver(proposal))
            return Endings.Of(answer, proposal);

        await progress.ShowAsync(proposal, cancellationToken);
        var found = await LookAsync(
            () => parent.FindProposalAsync(proposal.Id, Look, cancellationToken),
            envelope => envelope.Data?.Proposal is { } now && Outcomes.IsOver(now),
            cancellationToken);
        return found.Data?.Proposal is { } decided
            ? Endings.Of(answer, decided)
            : Unknown(answer, found);
    }

    private async Task<Envelope> FollowAsync(
        Envelope answer, string id, StepProgress progress, CancellationToken cancellationToken)
    {
        OperationView? last = null;
        var found = await LookAsync(
            async () =>
            {
                await foreach (var look in parent.FollowAsync(id, cancellationToken))
                {
                    last = look;
                    await progress.ShowAsync(look, cancellationToken);
                }

                return last is { } ended && Outcomes.IsOver(ended)
                    ? answer with { Data = new ReplyView { Status = "ok", Operation = ended } }
                    : await parent.FindOperationAsync(id, TimeSpan.Zero, cancellationToken);
            },
            envelope => envelope.Data?.Operation is { } now && Outcomes.IsOver(now),
            cancellationToken);
        return found.Data?.Operation is { } operation ? Endings.Of(answer, operation) : Unknown(answer, found);
    }

    // Looks until it is over, through the absence of a parent that restarts.
    private async Task<Envelope> LookAsync(
        Func<Task<Envelope>> look, Func<Envelope, bool> isOver, CancellationToken cancellationToken)
    {
        var seen = time.GetTimestamp();
        while (true)
        {
            var found = await look();
            if (isOver(found))
                return found;
            if (found.Error?.Reason != ErrorReason.NoParent && found.Data is null)
                return found; // it knows of no such thing
            if (found.Error?.Reason != ErrorReason.NoParent)
                seen = time.GetTimestamp();
            else if (time.GetElapsedTime(seen) > Absence)
                return found;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static Envelope Unknown(Envelope answer, Envelope found) =>
        new(false, answer.Command) { Data = answer.Data, Error = found.Error ?? answer.Error };
}
