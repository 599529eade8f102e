using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Health;
using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Alerting;

/// <summary>How the card of many incidents of one cause looks. Pure.</summary>
internal static class GroupLook
{
    private const int NamesShown = 10;

    /// <summary>The card.</summary>
    public static Reply Of(string key, ImmutableList<Incident> incidents, CardSight sight)
    {
        var open = incidents.FindAll(incident => incident.ClosedAt is null);
        var by = open.Select(incident => sight.Acknowledged.GetValueOrDefault(incident.Id)).ToList();
        var facts = new List<(string, string)>
        {
            (open.IsEmpty ? "was" : "now", Common(open.IsEmpty ? incidents : open)),
            ("since", WhenText.Say(incidents.Min(incident => incident.OpenedAt), sight.Zone)),
        };
        if (open.IsEmpty)
            facts.Add(("until", Until(incidents, sight)));
        if (open.Count < incidents.Count && !open.IsEmpty)
            facts.Add(("well again", $"{incidents.Count - open.Count} of {incidents.Count}"));
        if (by.OfType<Acknowledgement>().ToList() is { Count: > 0 } seen)
            facts.Add(("acknowledged", Seen(seen, open.Count, sight)));
        facts.AddRange(Quiet(open, sight));
        return Reply.Ok(
            new HeadingBlock(Heading(incidents.Count, open.Count, by)),
            new FactsBlock([.. facts]),
            new TextBlock(Names(open.IsEmpty ? incidents : open))) with
        {
            Buttons = open.IsEmpty ? [] : Buttons(key, isSeen: by.TrueForAll(one => one is not null)),
        };
    }

    private static string Heading(int all, int open, List<Acknowledgement?> by) => open switch
    {
        0 => $"🟢 All {all} claws are well again",
        1 when by.TrueForAll(one => one is not null) => "🟡 1 claw is still in trouble; somebody sees to it",
        _ when by.TrueForAll(one => one is not null) => $"🟡 {open} claws are in trouble at once; somebody sees to it",
        1 => "🔴 1 claw is still in trouble",
        _ => $"🔴 {open} claws are in trouble at once",
    };

    private static string Common(ImmutableList<Incident> some)
    {
        var verdicts = some.GroupBy(one => (some[0].ClosedAt is null ? one.Last : one.Worst).ToString())
            .OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal).ToList();
        return verdicts.Count == 1 ? verdicts[0].Key : $"{verdicts[0].Key}, and the like";
    }

    private static string Until(ImmutableList<Incident> incidents, CardSight sight)
    {
        var (from, to) = (incidents.Min(incident => incident.OpenedAt), incidents.Max(incident => incident.ClosedAt)!);
        return $"{WhenText.Say(to.Value, sight.Zone)}, after {Elapsed.Text(to.Value - from)}";
    }

    private static string Seen(List<Acknowledgement> seen, int open, CardSight sight)
    {
        var who = string.Join(", ", seen.Select(one => one.By).Distinct());
        var some = seen.Count < open ? $" ({seen.Count} of {open})" : "";
        return $"by {who}, {WhenText.Say(seen.Min(one => one.At), sight.Zone)}{some}";
    }

    private static IEnumerable<(string, string)> Quiet(ImmutableList<Incident> open, CardSight sight)
    {
        var snoozes = open.Select(incident => sight.Silences.Snooze(incident.Id)).ToList();
        if (!open.IsEmpty && snoozes.TrueForAll(snooze => snooze is not null))
        {
            var first = snoozes.MinBy(snooze => snooze!.Until)!;
            yield return ("snoozed", $"until {WhenText.Say(first.Until, sight.Zone)}, by {first.By}");
        }

        if (open.Count(incident => sight.Silences.Maintenance(incident.Claw) is not null) is > 0 and var count)
            yield return ("maintenance", $"{count} of them");
    }

    private static string Names(ImmutableList<Incident> some)
    {
        var names = string.Join(", ", some.Select(incident => incident.Claw).Order().Take(NamesShown));
        return some.Count > NamesShown ? $"{names} and {some.Count - NamesShown} more" : names;
    }

    private static ImmutableList<ReplyButton> Buttons(string key, bool isSeen) =>
    [
        .. isSeen ? [] : ImmutableList.Create(new ReplyButton("Ack all", $"/ack {key}")),
        new("Snooze 1 h", $"/snooze {key} 1h"),
        new("Mute all until 08:00", "/mute all until=08:00"),
        new("Fleet", "/fleet"),
    ];
}
