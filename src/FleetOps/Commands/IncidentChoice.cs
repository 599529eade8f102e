using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Which open incidents a word means: a number, a claw's name, or a card's key.</summary>
internal static class IncidentChoice
{
    /// <summary>Finds them; one of the two results is null.</summary>
    public static async Task<(IReadOnlyList<Incident>? Open, string? Refusal)> FindAsync(
        IAlertStore alerts, string word, CancellationToken cancellationToken)
    {
        var situation = await alerts.ReadSituationAsync(cancellationToken);
        if (situation.Cards.Find(card => card.Key == word) is { } card)
        {
            var listed = card.Incidents.Select(id => situation.Incidents.GetValueOrDefault(id)).OfType<Incident>();
            return listed.Where(incident => incident.ClosedAt is null).ToList() is { Count: > 0 } open
                ? (open, null)
                : (null, "All of these are well again already.");
        }

        if (long.TryParse(word.TrimStart('#'), out var id))
        {
            return await alerts.FindIncidentAsync(id, cancellationToken) switch
            {
                null => (null, $"There is no incident {id}. /fleet shows who is in trouble."),
                { ClosedAt: not null } over => (null, $"{over.Claw} is well again: incident {id} is over."),
                { } incident => ([incident], null),
            };
        }

        if (!ClawName.TryParse(word, out var claw))
        {
            return (null,
                $"{Quoted.Text(word)} is neither an incident's number nor a claw's name, as in /ack alice.");
        }

        var its = situation.Incidents.Values.LastOrDefault(one => one.Claw == claw && one.ClosedAt is null);
        return its is not null
            ? ([its], null)
            : (null, $"{claw} has no open incident. /status {claw} shows how it is.");
    }

    /// <summary><c>incident 12 of alice</c>, or <c>incidents of alice, bob and 3 more</c>.</summary>
    public static string Say(IReadOnlyList<Incident> some)
    {
        const int shown = 3;
        if (some is [var only])
            return $"incident {only.Id} of {only.Claw}";

        var names = string.Join(", ", some.Take(shown).Select(incident => incident.Claw));
        return $"{some.Count} incidents: {names}{(some.Count > shown ? $" and {some.Count - shown} more" : "")}";
    }
}
