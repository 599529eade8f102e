using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Pairings;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot.Pairings;

/// <summary>
/// Shows members who may decide a card of each request, and closes all of them when one decided or its hour is over.
/// What a card shall look like follows from what waits, the notes, the audit trail and the clock, each time anew: so it
/// is right after a restart too.
/// </summary>
internal sealed partial class PairingCards(
    IMemberPost post, MemberBook book, IFleetStore store, PairingNotes notes, PairingNews news, TimeProvider time,
    ILogger<PairingCards> logger) : BackgroundService
{
    // Time left and what was put off change by themselves; nothing of it matters to the second.
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ClawName, ImmutableList<PairingRequest>> _waiting = new();
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Makes the cards of one claw what they shall be, after a look at it.</summary>
    internal async Task ShowAsync(PairingLook look, CancellationToken cancellationToken)
    {
        if (look.Waiting is { } waiting)
            _waiting[look.Claw] = waiting;
        await SettleAsync(key => key.Claw == look.Claw, cancellationToken);
    }

    /// <summary>Makes all cards what they shall be now.</summary>
    internal Task BeatAsync(CancellationToken cancellationToken) => SettleAsync(_ => true, cancellationToken);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(WatchAsync(news.WatchAsync(stoppingToken), stoppingToken), KeepBeatAsync(stoppingToken));

    /// <inheritdoc/>
    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    private async Task WatchAsync(IAsyncEnumerable<PairingLook> looks, CancellationToken cancellationToken)
    {
        await foreach (var look in looks)
            await TryAsync(() => ShowAsync(look, cancellationToken), cancellationToken);
    }

    private async Task KeepBeatAsync(CancellationToken cancellationToken)
    {
        using var beat = new PeriodicTimer(Beat, time);
        do
            await TryAsync(() => BeatAsync(cancellationToken), cancellationToken);
        while (await beat.WaitForNextTickAsync(cancellationToken));
    }

    // What went wrong now is made true at the next beat.
    private async Task TryAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotShown(failure);
        }
    }

    private async Task SettleAsync(Predicate<PairingKey> concerns, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var members = (await book.ListAsync(cancellationToken))
                .Where(member => member.Role >= Role.Operator).ToList();
            if (members.Count == 0)
                return;

            var shown = await post.ListShownAsync(PairingKey.Prefix, cancellationToken);
            var waiting = _waiting.SelectMany(claw => claw.Value.Select(one => PairingKey.Of(claw.Key, one.Code)));
            var keys = shown.Select(Parse).OfType<PairingKey>().Concat(waiting).Distinct().Where(key => concerns(key));
            foreach (var key in keys.ToList())
                await SettleAsync(key, members, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task SettleAsync(
        PairingKey key, IReadOnlyList<Membership> members, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var request = FindWaiting(key);
        var note = await notes.FindAsync(key, cancellationToken);
        var decision = await store.FindEventAsync(key.ToString(), cancellationToken);
        if (decision is not null || (note is null && request is null) || IsOver(key, note, request, now))
        {
            await CloseAsync(key, note, decision, members, cancellationToken);
            return;
        }

        note ??= await KeepAsync(
            key, new PairingNote(request!.Who, request.Sender, request.CreatedAt), cancellationToken);
        if (note.HiddenUntil is { } until && now >= until)
        {
            await ShowAsync(
                key.Card(note.Round), members, _ => PairingCard.AskedAnew(key, note), isLast: true, cancellationToken);
            note = await KeepAsync(
                key, note with { Round = note.Round + 1, HiddenUntil = null }, cancellationToken);
        }

        var claw = await store.FindClawAsync(key.Claw, cancellationToken);
        await ShowAsync(
            key.Card(note.Round), members,
            card => note.HiddenUntil is { } hidden ? card.Hidden(key, note, hidden) : card.Open(key, note, claw, now),
            isLast: false, cancellationToken);
    }

    /// <summary>Known to be over: the hour, or a look at the claw that does not have it any more.</summary>
    private bool IsOver(PairingKey key, PairingNote? note, PairingRequest? request, DateTimeOffset now) =>
        now >= (note?.Until ?? request!.CreatedAt + PairingNote.Lifetime)
        || (request is null && _waiting.ContainsKey(key.Claw));

    private async Task CloseAsync(
        PairingKey key, PairingNote? note, FleetEvent? decision, IReadOnlyList<Membership> members,
        CancellationToken cancellationToken)
    {
        // What was closed before, and is still among what waited at the last look, was settled.
        var card = key.Card(note?.Round ?? 0);
        var shown = await post.ListShownAsync(key.ToString(), cancellationToken);
        foreach (var open in shown.Where(open => note is null || open == card))
            await ShowAsync(open, members, Look, isLast: true, cancellationToken);
        if (note is not null)
            await notes.ForgetAsync(key, cancellationToken);

        Reply Look(PairingCard look) => decision is not null ? look.Decided(key, note, decision)
            : note is not null && time.GetUtcNow() >= note.Until ? PairingCard.Expired(key, note)
            : PairingCard.Gone(key, note);
    }

    /// <summary>Shows a card to all, to each by the clock where he lives.</summary>
    private async Task ShowAsync(
        string card, IReadOnlyList<Membership> members, Func<PairingCard, Reply> look, bool isLast,
        CancellationToken cancellationToken)
    {
        foreach (var there in members.GroupBy(member => MemberZones.Of(member).Id))
        {
            var reply = look(new PairingCard(MemberZones.Of(there.First())));
            await post.ShowAsync(card, [.. there.Select(member => member.Id)], reply, isLast, cancellationToken);
        }
    }

    private async Task<PairingNote> KeepAsync(PairingKey key, PairingNote note, CancellationToken cancellationToken)
    {
        await notes.KeepAsync(key, note, cancellationToken);
        return note;
    }

    private PairingRequest? FindWaiting(PairingKey key) => _waiting.GetValueOrDefault(key.Claw)
        ?.Find(request => PairingKey.Of(key.Claw, request.Code) == key);

    private static PairingKey? Parse(string text) => PairingKey.TryParse(text, out var key) ? key : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The pairing cards could not be kept; the next beat does it")]
    private partial void LogNotShown(Exception failure);
}
