using System.Runtime.CompilerServices;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.ParentBot.Terminal;

/// <summary>
/// A conversation with a parent in another process, over its socket. While that is away, as over a restart, it says so
/// and asks again: each line and each answer goes under a key of its own, so that it acts once however often it is
/// given.
/// </summary>
/// <param name="parent">Speaks to it, as a person.</param>
/// <param name="about">Whom one reached.</param>
/// <param name="say">Tells the person what became of the connection.</param>
/// <param name="time">The clock.</param>
/// <param name="patience">How long to ask again; null for as long as the person likes.</param>
internal sealed class RemoteConversation(
    ParentClient parent, AboutView about, Action<string> say, TimeProvider time, TimeSpan? patience) : IConversation
{
    /// <summary>A parent starts within two seconds.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>Nobody waits longer for a prompt; what was not told comes before the next.</summary>
    private static readonly TimeSpan NewsLimit = TimeSpan.FromSeconds(2);

    private long _news = about.News;
    private bool _isAway;

    /// <inheritdoc/>
    public Task<Reply> ConverseAsync(string line, CancellationToken cancellationToken) =>
        SayAsync(new ChatLine(line), cancellationToken);

    /// <inheritdoc/>
    public Task<Reply> DispatchAsync(string line, CancellationToken cancellationToken) =>
        SayAsync(new ChatLine(line, Asks: false), cancellationToken);

    /// <inheritdoc/>
    public async Task<Reply> AnswerAsync(string nonce, string answer, CancellationToken cancellationToken)
    {
        var key = NewKey();
        return Replies.Of(await AskAsync(
            stop => parent.AnswerAsync(nonce, new QuestionAnswer(answer), key, stop), cancellationToken));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<OperationRecord> FollowAsync(
        OperationId id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await foreach (var view in parent.FollowAsync(id.Value, cancellationToken))
            {
                var look = Read(view);
                yield return look;
                if (look.Status != OperationStatus.Open)
                    yield break;
            }

            // The looks ended before the operation did, as they do where the parent ends.
            var answer = await AskAsync(
                stop => parent.FindOperationAsync(id.Value, TimeSpan.Zero, stop), cancellationToken);
            if (answer.Error?.Reason == ErrorReason.NotFound)
                yield break;
            if (answer.Data?.Operation is not { } now)
                throw new FleetException(FailureReason.Unreachable, Replies.TextOf(answer.Error ?? Strange));

            var present = Read(now);
            yield return present;
            if (present.Status != OperationStatus.Open)
                yield break;

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<OperationRecord>> ListOpenAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<OperationRecord>>([.. about.Open.Select(Read)]);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListNewsAsync(CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(NewsLimit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            var answer = await parent.ListNewsAsync(_news, stop.Token);
            Tell(answer.IsParentLost);
            if (NewsView.Of(answer) is not { } view)
                return [];

            _news = view.Next;
            return view.News.ConvertAll(item => item.Text);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return [];
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListCommandsAsync(CancellationToken cancellationToken) =>
        await parent.ListCommandsAsync(cancellationToken) is { } commands
            ? commands.ConvertAll(command => $"/{command.Name}")
            : [];

    private static EnvelopeError Strange =>
        new(ErrorReason.Failed, "The parent does not tell how the operation goes on. Look later with /op.");

    private static string NewKey() => Guid.NewGuid().ToString("N");

    /// <exception cref="FleetException">The parent is of another version.</exception>
    private static OperationRecord Read(OperationView view) => view.TryRead(out var look)
        ? look
        : throw new FleetException(
            FailureReason.Unexpected,
            $"The parent tells of {view.Id} in words that this version does not know. Bring both to one version.");

    private async Task<Reply> SayAsync(ChatLine line, CancellationToken cancellationToken)
    {
        var key = NewKey();
        return Replies.Of(await AskAsync(stop => parent.ChatAsync(line, key, stop), cancellationToken));
    }

    /// <summary>Asks, and asks the same again while the parent is away.</summary>
    private Task<Envelope> AskAsync(
        Func<CancellationToken, Task<Envelope>> request, CancellationToken cancellationToken) =>
        new PatientParent(parent, patience, time, Tell)
            .AskAsync(_ => request(cancellationToken), cancellationToken);

    /// <summary>Tells the person once that the parent is away, and once that it is back.</summary>
    private void Tell(bool isAway)
    {
        if (isAway == _isAway)
            return;

        _isAway = isAway;
        say(isAway
            ? "The parent has stopped. What is typed is kept; this chat goes on when it is back."
            : "The parent is back.");
    }
}
