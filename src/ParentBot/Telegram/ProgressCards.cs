using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// Keeps the cards of operations true until they end, also those that a former process began: by the feed at once, by
/// the store every few seconds.
/// </summary>
internal sealed partial class ProgressCards(
    OperationFeed feed, IFleetStore fleet, IFaceStore faces, Audience audience, ProgressCard progress,
    ReplyMessages messages, FaceCommits commits, TimeProvider time, ILogger<ProgressCards> logger) : BackgroundService
{
    /// <summary>How the keys of all these cards begin.</summary>
    public const string Prefix = "op:";

    // What changed is shown within a second; the elapsed time of what did not, every ten.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private const int TicksBetweenLooks = 10;

    private readonly ConcurrentDictionary<OperationId, OperationRecord> _news = new();

    /// <summary>The key of an operation's card.</summary>
    public static string KeyOf(OperationId id) => $"{Prefix}{id}";

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = ListenAsync(stoppingToken);
        using var timer = new PeriodicTimer(Tick, time);
        for (var tick = 0; await timer.WaitForNextTickAsync(stoppingToken); tick++)
        {
            try
            {
                if (tick % TicksBetweenLooks == 0 || !_news.IsEmpty)
                    await ShowAsync(isLook: tick % TicksBetweenLooks == 0, stoppingToken);
            }
            catch (FleetException failure)
            {
                LogFailed(failure);
            }
        }

        await listening;
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await foreach (var operation in feed.WatchAsync(cancellationToken))
            _news[operation.Id] = operation;
    }

    private async Task ShowAsync(bool isLook, CancellationToken cancellationToken)
    {
        var told = new Dictionary<OperationId, OperationRecord>();
        foreach (var id in _news.Keys)
        {
            if (_news.TryRemove(id, out var operation))
                told.Add(id, operation);
        }

        var open = await faces.ListCardsAsync(Prefix, cancellationToken);
        foreach (var cards in open.GroupBy(card => card.Key, StringComparer.Ordinal))
        {
            if (!OperationId.TryParse(cards.Key[Prefix.Length..], out var id))
                continue;

            var operation = told.GetValueOrDefault(id);
            if (operation is null && isLook)
                operation = await fleet.FindOperationAsync(id, cancellationToken);
            if (operation is not null)
                await ShowAsync(operation, [.. cards], cancellationToken);
        }
    }

    private async Task ShowAsync(
        OperationRecord operation, IReadOnlyList<ShownCard> cards, CancellationToken cancellationToken)
    {
        var look = progress.Look(operation, time.GetUtcNow());
        var isLast = operation.Status != OperationStatus.Open;
        var looks = new List<CardLook>();
        foreach (var card in cards)
        {
            // Who is no member any more sees nothing further of it.
            var body = await audience.FindRoleAsync(card.Chat, cancellationToken) is { } role
                ? messages.Card(look, role)
                : null;
            if (isLast || body is null || body != card.Body)
                looks.Add(new CardLook(card.Chat, card.Key, body ?? card.Body) { IsLast = isLast || body is null });
        }

        if (looks.Count > 0)
            await commits.CommitAsync(new FaceChange { Cards = [.. looks] }, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The cards of operations could not be brought up to date; tried again")]
    private partial void LogFailed(Exception failure);
}
