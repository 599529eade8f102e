using System.Collections.Immutable;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills;

/// <summary>
/// Waits until what an answer tells of is over: an Admin's decision, then every operation that began. One way for the
/// command line and for MCP.
/// </summary>
internal sealed class Waiting(PatientParent parent, IOnlooker onlooker, TimeProvider time) : IDisposable
{
    // A fleet's worth of operations is no reason to take every place that a parent has for callers.
    private const int AtOnce = 16;

    // Long enough to cost nothing, short enough for a parent that cuts long waits off.
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);

    // For a parent that answers a wait at once.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The operations that an answer began or tells of, also by its proposal.</summary>
    public static ImmutableList<string> OperationsOf(ReplyView? data) => data switch
    {
        { EachOperation: { IsEmpty: false } all } => all.ConvertAll(operation => operation.Id),
        { Proposal.Operations: { } all } => all,
        { Proposal.Operation: { } only } => [only],
        _ => [],
    };

    /// <summary>
    /// Waits for an Admin's decision. The answer to one that was carried out may tell of operations.
    /// </summary>
    public async Task<Envelope> ForDecisionAsync(Envelope answer, CancellationToken cancellationToken)
    {
        while (answer.Data?.Proposal is { } proposal && !Outcomes.IsOver(proposal))
        {
            await onlooker.SeeAsync(proposal, cancellationToken);
            var look = await parent.AskAsync(
                client => client.FindProposalAsync(proposal.Id, Hold, cancellationToken), cancellationToken);
            if (look.Data?.Proposal is not { } now)
                return answer with { Ok = false, Error = look.Error ?? answer.Error };

            answer = Outcomes.After(answer, now);
            if (!Outcomes.IsOver(now))
                await Task.Delay(Pause, time, cancellationToken);
        }

        return answer.Data?.Proposal is { } ended ? Outcomes.After(answer, ended) : answer;
    }

    /// <summary>
    /// Waits for the end of every operation; those of an order that failed in part are waited for too.
    /// </summary>
    public async Task<Envelope> ForOperationsAsync(Envelope answer, CancellationToken cancellationToken)
    {
        var ids = OperationsOf(answer.Data);
        if (ids.IsEmpty || answer.Error is { Reason: not ErrorReason.Failed })
            return answer;

        var known = answer.Data!.EachOperation; // of those that came of a proposal, none
        foreach (var operation in known)
            await TellAsync(operation, ids.Count > 1, cancellationToken);

        var ends = new Envelope[ids.Count];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, ends.Length, limit, async (i, stop) =>
            ends[i] = i < known.Count && Outcomes.IsOver(known[i])
                ? Outcomes.Of(answer.Command, known[i], isAwaited: true)
                : await EndAsync(ids[i], ids.Count > 1, stop));

        return Array.Find(ends, end => end.Data?.Operation is null) is { } unknown
            ? answer with { Ok = false, Error = unknown.Error ?? answer.Error }
            : Outcomes.After(answer, [.. ends.Select(end => end.Data!.Operation!)]);
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    /// <summary>An operation at its end; where the parent stays away or knows of none, what it answered.</summary>
    private async Task<Envelope> EndAsync(string id, bool isOneOfSeveral, CancellationToken cancellationToken)
    {
        while (true)
        {
            OperationView? last = null;
            await foreach (var look in parent.FollowAsync(id, cancellationToken))
                await TellAsync(last = look, isOneOfSeveral, cancellationToken);
            if (last is not null && Outcomes.IsOver(last))
                return Outcomes.Of(id, last, isAwaited: true);

            // The looks ended before the operation did, as they do where the parent ends.
            var found = await parent.AskAsync(
                client => client.FindOperationAsync(id, TimeSpan.Zero, cancellationToken), cancellationToken);
            if (found.Data?.Operation is not { } now)
                return found;

            await TellAsync(now, isOneOfSeveral, cancellationToken);
            if (Outcomes.IsOver(now))
                return found;

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private async Task TellAsync(OperationView operation, bool isOneOfSeveral, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await onlooker.SeeAsync(operation, isOneOfSeveral, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }
}
