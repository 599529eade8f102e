using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Alerting;

/// <summary>
/// Sees to it that members are shown what is so of incidents: after each sweep, when somebody acknowledged or silenced,
/// and every now and then, for silences end by themselves. All it knows stands in the store, so that whenever the
/// process ends nothing is lost and nobody is told twice.
/// </summary>
internal sealed partial class AlertDesk(
    IFleetStore store, IAlertStore alerts, MemberBook book, IMemberPost post, SweepSignal sweeps,
    SilenceSignal changes, AlertingOptions alerting, IOptions<WatchOptions> watch, TimeProvider time,
    ILogger<AlertDesk> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    // Only saves the post from being given again what it has: a new process gives it all once more.
    private readonly Dictionary<(string Key, string Zone), string> _given = [];
    private readonly TextRenderer _renderer = new(columns: null, label: null);

    /// <summary>Looks once, and brings everybody what is so.</summary>
    /// <exception cref="FleetException">The store or the post failed; the next look does what is missing.</exception>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var members = await book.ListAsync(cancellationToken);
        var mayBegin = !sweeps.IsKeeping; // asked before looking: a sweep may end meanwhile
        var situation = await alerts.ReadSituationAsync(cancellationToken);
        if (members.Count == 0 || situation.Incidents.IsEmpty && situation.Cards.IsEmpty)
            return;

        var now = time.GetUtcNow();
        var claws = (await store.ListClawsAsync(cancellationToken)).ToDictionary(claw => claw.Name);
        var silences = new Silences(await alerts.ListSilencesAsync(now, cancellationToken), claws, now);
        var ids = members.Select(member => member.Id).ToList();
        var planned = new AlertPlan(alerting, watch.Value, silences, ids, now).Make(situation, mayBegin);

        // First to whom, then the showing: who was shown a card is kept up to date, whatever happens in between.
        var changed = planned.FindAll(card => card.IsChanged).ConvertAll(card => card.Card);
        if (!changed.IsEmpty)
            await store.CommitAsync(new FleetChange { AlertCards = changed }, cancellationToken);
        foreach (var card in planned)
        {
            var sight = new CardSight(situation.Acknowledged, silences, TimeZoneInfo.Utc);
            await BringAsync(card, await SightAsync(card, sight, claws, cancellationToken), members, cancellationToken);
        }

        var over = planned.FindAll(card => card.IsLast).ConvertAll(card => card.Card with { IsOver = true });
        if (!over.IsEmpty)
            await store.CommitAsync(new FleetChange { AlertCards = over }, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var (swept, changed) = (sweeps.Next, changes.Next);
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure);
            }

            await Task.WhenAny(swept, changed, Task.Delay(LookEvery, time, stoppingToken));
            stoppingToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<CardSight> SightAsync(
        PlannedCard planned, CardSight sight, Dictionary<ClawName, Claw> claws, CancellationToken cancellationToken)
    {
        if (planned.Incidents is not [{ ClosedAt: null } only])
            return sight;

        return sight with
        {
            Busy = claws.GetValueOrDefault(only.Claw) is { } claw && ClawLifecycle.IsBusy(claw.State)
                ? claw.State
                : null,
            Tried = await store.ListRungAttemptsAsync(only.Claw, only.OpenedAt, cancellationToken),
        };
    }

    private async Task BringAsync(
        PlannedCard planned, CardSight sight, IReadOnlyList<Membership> members, CancellationToken cancellationToken)
    {
        var key = planned.Card.Key;
        foreach (var same in members.GroupBy(member => MemberZones.Of(member).Id))
        {
            var there = sight with { Zone = MemberZones.Of(same.First()) };
            var shown = same.Select(member => member.Id).Where(planned.Card.Members.Contains).ToList();
            if (shown.Count > 0)
                await ShowAsync(planned, Look(planned, there), shown, same.Key, cancellationToken);

            var reminded = same.Select(member => member.Id).Where(planned.Reminded.Contains).ToList();
            if (reminded.Count > 0)
            {
                var look = ReminderLook.Of(key, planned.Incidents, there);
                var given = (AlertKeys.Reminder(key), same.Key);
                if (IsNew(given, string.Join(' ', reminded)))
                    await post.SendAsync(given.Item1, reminded, look, cancellationToken);
                _given[given] = string.Join(' ', reminded);
            }
        }

        if (!planned.IsLast)
            return;

        foreach (var given in _given.Keys.Where(one => one.Key == key || one.Key == AlertKeys.Reminder(key)).ToList())
            _given.Remove(given);
    }

    private async Task ShowAsync(
        PlannedCard planned, Reply look, List<string> members, string zone, CancellationToken cancellationToken)
    {
        var given = (planned.Card.Key, zone);
        var text = $"{planned.IsLast} {string.Join(' ', members)}\n{_renderer.Render(look)}";
        if (!IsNew(given, text))
            return;

        await post.ShowAsync(planned.Card.Key, members, look, planned.IsLast, cancellationToken);
        _given[given] = text;
    }

    private bool IsNew((string Key, string Zone) what, string text) => _given.GetValueOrDefault(what) != text;

    private static Reply Look(PlannedCard planned, CardSight sight) => planned switch
    {
        { Incidents.IsEmpty: true } => AlertLook.Gone(),
        { Card.Incidents.Count: 1, Incidents: [var only] } => AlertLook.Of(only, sight),
        _ => GroupLook.Of(planned.Card.Key, planned.Incidents, sight),
    };

    [LoggerMessage(LogLevel.Error, "Members could not be shown how incidents are; tried again soon")]
    private partial void LogFailed(Exception failure);
}
