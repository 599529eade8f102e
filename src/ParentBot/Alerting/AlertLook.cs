using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Health;
using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Alerting;

/// <summary>
/// How the card of one incident looks. Pure; it says no time that passes by itself, so that nothing is edited while
/// nothing changes.
/// </summary>
internal static class AlertLook
{
    private const int RungsShown = 3;

    /// <summary>The card.</summary>
    public static Reply Of(Incident incident, CardSight sight)
    {
        var by = sight.Acknowledged.GetValueOrDefault(incident.Id);
        var facts = incident.ClosedAt is { } closed ? Over(incident, closed, sight) : Open(incident, sight);
        return Reply.Ok(
            new HeadingBlock(Heading(incident, by)),
            new FactsBlock([.. facts, .. Seen(by, sight), ("incident", $"{incident.Id}")])) with
        {
            Buttons = incident.ClosedAt is null ? Buttons(incident, by) : [],
        };
    }

    /// <summary>What is said where an incident is no longer kept, as its claw was purged.</summary>
    public static Reply Gone() => Reply.Ok("This incident is over: its claw was purged.");

    private static string Heading(Incident incident, Acknowledgement? by) => (incident.ClosedAt, by) switch
    {
        ({ }, _) when incident.Last.Kind != VerdictKind.Healthy => $"⚪ {incident.Claw} has no machine any more",
        ({ }, _) => $"🟢 {incident.Claw} is well again",
        (null, null) => $"🔴 {incident.Claw} is in trouble",
        (null, { } who) => $"🟡 {incident.Claw} is in trouble; {who.By} sees to it",
    };

    private static IEnumerable<(string, string)> Open(Incident incident, CardSight sight)
    {
        yield return ("now", incident.Last.ToString());
        if (incident.Worst.Kind != incident.Last.Kind)
            yield return ("worst", incident.Worst.ToString());
        yield return ("since", WhenText.Say(incident.OpenedAt, sight.Zone));
        if (incident.ReopenedAt is { } again)
            yield return ("again", Times(incident, again));
        if (sight.Busy is { } busy)
            yield return ("being done", busy.ToString());
        foreach (var rung in sight.Tried.TakeLast(RungsShown))
            yield return ("tried", $"{rung.Words}, {(rung.Healed ? "healed" : "not healed")}: {rung.Note}");
        if (sight.Silences.Snooze(incident.Id) is { } snooze)
            yield return ("snoozed", Until(snooze, sight));
        if (sight.Silences.Maintenance(incident.Claw) is { } maintenance)
            yield return ("maintenance", Until(maintenance, sight));
    }

    private static IEnumerable<(string, string)> Over(Incident incident, DateTimeOffset closed, CardSight sight)
    {
        yield return ("was", incident.Worst.ToString());
        yield return ("since", WhenText.Say(incident.OpenedAt, sight.Zone));
        yield return ("until", $"{WhenText.Say(closed, sight.Zone)}, after {Elapsed.Text(closed - incident.OpenedAt)}");
        if (incident.ReopenedAt is { } again)
            yield return ("again", Times(incident, again));
    }

    private static IEnumerable<(string, string)> Seen(Acknowledgement? by, CardSight sight) =>
        by is null ? [] : [("acknowledged", $"by {by.By}, {WhenText.Say(by.At, sight.Zone)}")];

    private static string Times(Incident incident, DateTimeOffset last) =>
        $"time {incident.Reopened + 1} in {Elapsed.Text(last - incident.OpenedAt)}";

    private static string Until(Silence silence, CardSight sight) =>
        $"until {WhenText.Say(silence.Until, sight.Zone)}, by {silence.By}";

    private static ImmutableList<ReplyButton> Buttons(Incident incident, Acknowledgement? by) =>
    [
        .. by is null ? [new ReplyButton("Ack", $"/ack {incident.Id}")] : ImmutableList<ReplyButton>.Empty,
        new("Snooze 1 h", $"/snooze {incident.Id} 1h"),
        new("Mute until 08:00", $"/mute {incident.Claw} until=08:00"),
        new("Resuscitate", $"/resuscitate {incident.Claw}"),
        new("Logs", $"/logs {incident.Claw}"),
    ];
}
