using System.Collections.Immutable;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Storage;

/// <summary>What a face must not forget, in the fleet's SQLite file.</summary>
internal sealed partial class SqliteFaceStore(
    SqliteFile file, IDataProtectionProvider protection, DataFolder folder, TimeProvider time,
    ILogger<SqliteFaceStore> logger)
    : IFaceStore
{
    private const string OffsetSetting = "face.offset";

    // As in the fleet's history: other writers come in between.
    private const int ForgottenAtOnce = 5_000;

    private readonly Sealing _bodies = new(protection, "Faces");

    /// <inheritdoc/>
    public Task<FaceChange> CommitAsync(FaceChange change, CancellationToken cancellationToken) =>
        file.WriteAsync(connection => Commit(connection, change), cancellationToken);

    /// <inheritdoc/>
    public async Task<long?> FindOffsetAsync(CancellationToken cancellationToken)
    {
        var offset = await file.ReadAsync(
            connection => SettingRows.Find(connection, OffsetSetting), cancellationToken);
        return offset is null ? null : long.Parse(offset);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReceivedUpdate>> ListUnfinishedAsync(CancellationToken cancellationToken)
    {
        var sealedOnes = await file.ReadAsync(InboxRows.ListUnfinished, cancellationToken);
        var (opened, lost) = Open(sealedOnes, update => update.Body, (update, body) => update with { Body = body });
        if (lost.Count > 0)
        {
            await CommitAsync(new FaceChange { Finished = [.. lost.Select(update => update.Id)] }, cancellationToken);
            LogLostUpdates(lost.Count, folder.Keys, folder.Copies);
        }

        return opened;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OutgoingItem>> ListOutgoingAsync(CancellationToken cancellationToken)
    {
        var sealedOnes = await file.ReadAsync(OutboxRows.List, cancellationToken);
        var (opened, lost) = Open(sealedOnes, item => item.Body, (item, body) => item with { Body = body });
        if (lost.Count > 0)
        {
            var dropped = lost.Select(item => new Delivery(item.Number, item.Revision, Message: null));
            await CommitAsync(new FaceChange { Delivered = [.. dropped] }, cancellationToken);
            LogLostItems(lost.Count, folder.Keys, folder.Copies);
        }

        return opened;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ShownCard>> ListCardsAsync(string keyPrefix, CancellationToken cancellationToken)
    {
        var cards = await file.ReadAsync(connection => CardRows.List(connection, keyPrefix), cancellationToken);
        return [.. cards.Select(Open)];
    }

    /// <inheritdoc/>
    public async Task<ShownCard?> FindCardAsync(long chat, long message, CancellationToken cancellationToken)
    {
        var card = await file.ReadAsync(
            connection => CardRows.FindShownBy(connection, chat, message), cancellationToken);
        return card is null ? null : Open(card);
    }

    /// <inheritdoc/>
    public async Task ForgetBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        int forgotten;
        do
        {
            forgotten = await file.WriteAsync(
                connection => InboxRows.ForgetBefore(connection, moment, ForgottenAtOnce), cancellationToken);
        }
        while (forgotten == ForgottenAtOnce);

        await file.WriteAsync(
            connection =>
            {
                CardRows.ForgetBefore(connection, moment);
                return true;
            },
            cancellationToken);
    }

    private FaceChange Commit(SqliteConnection connection, FaceChange change)
    {
        var now = time.GetUtcNow();
        // Of an item that changes several times in one change only the last look counts.
        var outgoing = new SortedDictionary<long, OutgoingItem>();
        var cards = new FaceCards(connection, _bodies, now, item => outgoing[item.Number] = item);

        var received = change.Received.FindAll(
            update => InboxRows.Add(connection, update, _bodies.Seal(update.Body)));
        foreach (var id in change.Passed)
            InboxRows.Pass(connection, id, now);
        if (change.Offset is { } offset)
            SettingRows.Save(connection, OffsetSetting, $"{offset}");
        foreach (var id in change.Finished)
            InboxRows.Finish(connection, id);
        foreach (var delivery in change.Delivered)
            cards.Settle(delivery);
        foreach (var postponement in change.Postponed)
            if (Postpone(connection, postponement) is { } postponed)
                outgoing[postponed.Number] = postponed;
        foreach (var move in change.Moved)
            cards.Move(move);
        foreach (var item in change.Outgoing)
        {
            var added = OutboxRows.Add(
                connection, item with { At = now, Revision = 0, Attempts = 0, Body = _bodies.Seal(item.Body) });
            outgoing[added.Number] = added;
        }

        foreach (var look in change.Cards)
            cards.Show(look);
        foreach (var fleetEvent in change.Events)
            EventRows.Add(connection, fleetEvent);
        return change with { Received = received, Outgoing = Opened(outgoing.Values) };
    }

    private static OutgoingItem? Postpone(SqliteConnection connection, Postponement postponement)
    {
        if (OutboxRows.Find(connection, postponement.Number) is not { } item)
            return null;

        var postponed = item with { NotBefore = postponement.Until, Attempts = postponement.Attempts };
        OutboxRows.Save(connection, postponed);
        return postponed;
    }

    private ImmutableList<OutgoingItem> Opened(IEnumerable<OutgoingItem> items) =>
        [.. Open([.. items], item => item.Body, (item, body) => item with { Body = body }).Opened];

    private (List<T> Opened, List<T> Lost) Open<T>(
        IReadOnlyList<T> sealedOnes, Func<T, string> bodyOf, Func<T, string, T> with)
    {
        var (opened, lost) = (new List<T>(), new List<T>());
        foreach (var one in sealedOnes)
        {
            if (_bodies.TryOpen(bodyOf(one), out var body))
                opened.Add(with(one, body));
            else
                lost.Add(one);
        }

        return (opened, lost);
    }

    private ShownCard Open(ShownCard card) => card with { Body = _bodies.TryOpen(card.Body, out var body) ? body : "" };

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Count} messages that were not answered yet cannot be opened and are dropped: their key is not in "
            + "{Keys}. Put the key ring back from the newest keys-* folder in {Copies}, or ask their senders again.")]
    private partial void LogLostUpdates(int count, string keys, string copies);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "{Count} messages that waited to be sent cannot be opened and are dropped: their key is not in "
            + "{Keys}. Next time put the key ring back before the start, from the newest keys-* folder in {Copies}.")]
    private partial void LogLostItems(int count, string keys, string copies);
}
