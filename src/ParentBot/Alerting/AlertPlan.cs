using System.Collections.Immutable;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot.Alerting;

/// <summary>
/// Which cards there shall be, and for whom. Pure: what the store knows in, what is to be shown out; asked twice, it
/// answers the same. An incident gets one card for ever, of its own or with others that began with one cause.
/// </summary>
internal sealed class AlertPlan(
    AlertingOptions alerting, WatchOptions watch, Silences silences, IReadOnlyList<string> members, DateTimeOffset now)
{
    // A sweep of a thousand claws, of which some do not answer, may take minutes to open an incident again.
    private static readonly TimeSpan SlowestSweep = TimeSpan.FromMinutes(15);

    /// <summary>Plans all cards.</summary>
    /// <param name="situation">What is so.</param>
    /// <param name="mayBegin">Whether new cards are made; not while half of a sweep is known.</param>
    public ImmutableList<PlannedCard> Make(AlertSituation situation, bool mayBegin)
    {
        var listed = situation.Cards.SelectMany(card => card.Incidents).ToHashSet();
        var alone = mayBegin
            ? situation.Incidents.Values.Where(one => !listed.Contains(one.Id) && MayBegin(one)).ToList()
            : [];
        var cards = situation.Cards.ConvertAll(card => Join(card, alone));
        var taken = cards.SelectMany(card => card.Incidents).ToHashSet();
        cards = cards.AddRange(Begin(alone.Where(one => !taken.Contains(one.Id))));
        var before = situation.Cards.ToDictionary(card => card.Key);
        return cards.ConvertAll(card => Plan(card, before.GetValueOrDefault(card.Key), situation));
    }

    /// <summary>What incidents of one cause have in common: their numbers, such as percents, may differ.</summary>
    public static string CauseOf(Verdict verdict)
    {
        var reason = verdict.Reasons.Count > 0 ? verdict.Reasons[0] : "";
        return $"{verdict.Kind}: {new string([.. reason.Where(letter => !char.IsDigit(letter))])}";
    }

    private bool MayBegin(Incident incident) =>
        incident.ClosedAt is null && watch.IsToldOf(incident) && members.Any(member => Hears(member, incident));

    private bool Hears(string member, Incident incident) => incident.ClosedAt is null
        && silences.Maintenance(incident.Claw) is null
        && silences.Snooze(incident.Id) is null
        && !silences.IsMuted(member, incident.Claw);

    private AlertCard Join(AlertCard card, List<Incident> alone)
    {
        if (!card.Key.StartsWith(AlertKeys.Group, StringComparison.Ordinal) || now - card.At > alerting.GroupWindow)
            return card;

        var same = alone.Where(incident => CauseOf(incident.Last) == card.Cause).Select(incident => incident.Id);
        return card with { Incidents = card.Incidents.Union(same) };
    }

    private IEnumerable<AlertCard> Begin(IEnumerable<Incident> alone)
    {
        foreach (var same in alone.GroupBy(incident => CauseOf(incident.Last)))
        {
            var some = same.OrderBy(incident => incident.Id).ToList();
            if (some.Count >= alerting.GroupFrom)
            {
                yield return new AlertCard(AlertKeys.Group + some[0].Id, now, same.Key)
                {
                    Incidents = [.. some.Select(incident => incident.Id)],
                };
                continue;
            }

            foreach (var one in some)
                yield return new AlertCard(AlertKeys.Single + one.Id, now, same.Key) { Incidents = [one.Id] };
        }
    }

    private PlannedCard Plan(AlertCard card, AlertCard? before, AlertSituation situation)
    {
        var incidents = card.Incidents.Select(id => situation.Incidents.GetValueOrDefault(id)).OfType<Incident>()
            .ToImmutableList();
        var hearing = members.Where(member => incidents.Exists(incident => Hears(member, incident))).ToList();
        var next = card with { Members = card.Members.Union(hearing), IsOver = false };
        return new PlannedCard(next, incidents)
        {
            IsChanged = before is null || before.IsOver
                || next.Members.Count > before.Members.Count || next.Incidents.Count > before.Incidents.Count,
            IsLast = incidents.TrueForAll(incident => now - incident.ClosedAt >= watch.FlapWindow + SlowestSweep),
            Reminded = now - card.At < alerting.ReminderAfter ? [] : [.. members.Where(IsReminded)],
        };

        bool IsReminded(string member) => next.Members.Contains(member) && incidents.Exists(
            incident => Hears(member, incident) && !situation.Acknowledged.ContainsKey(incident.Id));
    }
}
