using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>Waits until what an answer tells of is over.</summary>
internal sealed class Waiting(PatientParent parent, Progress progress, TimeProvider time)
{
    // Long enough to cost nothing, short enough for a parent that cuts long waits off.
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(30);

    // For a parent that answers a wait at once.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// Waits for a person's decision. The envelope of a decision that was carried out may have an operation.
    /// </summary>
    public async Task<Envelope> ForDecisionAsync(Envelope answer, CancellationToken cancellationToken)
    {
        while (answer.Data?.Proposal is { } proposal && !Endings.IsEnded(proposal))
        {
            var look = await parent.AskAsync(
                client => client.FindProposalAsync(proposal.Id, Turn, cancellationToken), cancellationToken);
            if (look.Data?.Proposal is not { } now)
                return answer with { Ok = false, Error = look.Error };

            answer = Endings.Of(answer, now);
            if (!Endings.IsEnded(now))
                await Task.Delay(Pause, time, cancellationToken);
        }

        return answer.Data?.Proposal is { } ended ? Endings.Of(answer, ended) : answer;
    }

    /// <summary>Waits for an operation's end, and tells its steps on the way.</summary>
    public async Task<Envelope> ForOperationAsync(Envelope answer, CancellationToken cancellationToken)
    {
        if ((answer.Data?.Operation?.Id ?? answer.Data?.Proposal?.Operation) is not { } id)
            return answer;

        if (answer.Data?.Operation is { } first)
            progress.Show(first);
        while (answer.Data?.Operation is not { } known || !Endings.IsEnded(known))
        {
            if (progress.IsShown)
                await foreach (var look in parent.FollowAsync(id, cancellationToken))
                    progress.Show(look);

            var found = await parent.AskAsync(
                client => client.FindOperationAsync(id, Turn, cancellationToken), cancellationToken);
            if (found.Data?.Operation is not { } now)
                return answer with { Ok = false, Error = found.Error };

            progress.Show(now);
            answer = Endings.Of(answer, now);
            if (!Endings.IsEnded(now))
                await Task.Delay(Pause, time, cancellationToken);
        }

        return Endings.Of(answer, answer.Data.Operation);
    }
}
