using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.ParentBot.Tests.Alerting;

/// <summary>
/// Whatever claws do, whoever acknowledges and wherever the process dies: an incident is told on one card and brought
/// to mind at most once, and in the end each card shows what is so.
/// </summary>
public sealed class AlertDeskProperties
{
    private const string Marvin = "telegram:1";
    private static readonly string[] Claws = ["alice", "bob", "carol", "dave"];

    [Fact]
    public void Each_incident_is_one_message_and_one_reminder_at_most_and_its_last_look_is_true()
    {
        // b/g: a claw breaks or is well; s: sweep; h: hours pass; a: somebody acknowledges; x/y: the process dies
        // before or after the next message; z: a claw is snoozed for an hour.
        var moves = Gen.Elements("b0 b1 b2 b3 g0 g1 g2 g3 s s s s h h a0 a1 a2 x y x y z0".Split(' ')).ArrayOf()
            .Resize(40);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(60),
            Prop.ForAll(moves.ToArbitrary(), played => HoldsAsync(played).GetAwaiter().GetResult()));
    }

    private static async Task<bool> HoldsAsync(string[] moves)
    {
        using var world = new AlertWorld();
        await world.JoinAsync(Marvin);
        var claws = await world.DeployAsync(Claws);
        var cards = new Dictionary<long, ImmutableHashSet<string>>();
        foreach (var move in moves)
        {
            await PlayAsync(world, claws, move);
            await RememberAsync(world, cards);
        }

        world.Post.DiesBefore = null;
        world.Time.Advance(TimeSpan.FromHours(1)); // no snooze is left
        await world.SweepAsync(3);
        await RememberAsync(world, cards);
        return cards.Values.All(keys => keys.Count == 1)
            && world.Post.Changes.Where(change => change.IsNew).Select(change => change.Key).ToList() is var begun
            && begun.Distinct().Count() == begun.Count
            && await LooksAreTrueAsync(world);
    }

    private static async Task PlayAsync(AlertWorld world, IReadOnlyList<ClawName> claws, string move)
    {
        var claw = move.Length > 1 ? claws[move[1] - '0'] : claws[0];
        switch (move[0])
        {
            case 'b': world.Break(claw); break;
            case 'g': world.Break(claw, reason: null); break;
            case 's': await world.SweepAsync(); break;
            case 'h':
                world.Time.Advance(TimeSpan.FromHours(4));
                await world.LookAsync();
                break;
            case 'x': world.Post.DiesBefore = true; break;
            case 'y': world.Post.DiesBefore = false; break;
            default: await OnIncidentAsync(world, claw, move[0]); break;
        }
    }

    private static async Task OnIncidentAsync(AlertWorld world, ClawName claw, char move)
    {
        var open = await world.Fleet.ListOpenIncidentsAsync(CancellationToken.None);
        if (open.FirstOrDefault(incident => incident.Claw == claw) is not { } its)
            return;

        var now = world.Time.GetUtcNow();
        var snooze = new Silence
        {
            Kind = SilenceKind.Snooze, Incident = its.Id, By = "Ford", From = now, Until = now.AddHours(1),
        };
        await world.Fleet.CommitAsync(
            move == 'a' ? new() { Acknowledgements = [new(its.Id, now, "Ford")] } : new() { Silences = [snooze] },
            CancellationToken.None);
    }

    private static async Task RememberAsync(AlertWorld world, Dictionary<long, ImmutableHashSet<string>> cards)
    {
        foreach (var card in (await world.Alerts.ReadSituationAsync(CancellationToken.None)).Cards)
            foreach (var incident in card.Incidents)
                cards[incident] = cards.GetValueOrDefault(incident, []).Add(card.Key);
    }

    private static async Task<bool> LooksAreTrueAsync(AlertWorld world)
    {
        var situation = await world.Alerts.ReadSituationAsync(CancellationToken.None);
        var open = situation.Incidents.Values.Where(incident => incident.ClosedAt is null).ToList();
        foreach (var card in situation.Cards)
        {
            var its = open.Where(incident => card.Incidents.Contains(incident.Id)).ToList();
            var isSeen = its.TrueForAll(incident => situation.Acknowledged.ContainsKey(incident.Id));
            var colour = its.Count == 0 ? "🟢" : isSeen ? "🟡" : "🔴";
            if (world.Post.Look(Marvin, card.Key)?.StartsWith(colour, StringComparison.Ordinal) != true)
                return false;
        }

        return open.TrueForAll(incident => situation.Cards.Exists(card => card.Incidents.Contains(incident.Id)));
    }
}
