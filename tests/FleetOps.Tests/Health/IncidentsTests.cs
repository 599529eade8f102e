using FsCheck;
using FsCheck.Fluent;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Health;

public sealed class IncidentsTests
{
    private static readonly ClawName Alice = Some.ClawName();

    [Theory]
    [InlineData("b", "")]
    [InlineData("bb", "open@2")]
    [InlineData("gb", "")]
    [InlineData("bgb", "")]
    [InlineData("bsb", "open@3")]
    [InlineData("busspb", "open@6")]
    [InlineData("bbg", "open@2")]
    [InlineData("bbgg", "open@2 close@4")]
    [InlineData("bbgbg", "open@2")]
    [InlineData("bbgsg", "open@2 close@5")]
    [InlineData("bbggb", "open@2 close@4")]
    [InlineData("bbggbb", "open@2 close@4 open@6")]
    [InlineData("sssuup", "")]
    public void The_second_of_a_kind_in_a_row_decides(string probes, string expected) =>
        Told(Live(probes)).ShouldBe(expected);

    [Fact]
    public void An_incident_remembers_the_worst_and_the_last_verdict()
    {
        var open = Live("bbo").Last().Open!;
        open.Worst.Kind.ShouldBe(VerdictKind.Offline);
        var later = Live("bbob").Last().Open!;
        later.Worst.Kind.ShouldBe(VerdictKind.Offline);
        later.Last.Kind.ShouldBe(VerdictKind.Degraded);
    }

    [Fact]
    public void A_verdict_that_stays_changes_nothing() => Live("bbb").Last().Change.ShouldBeNull();

    [Theory]
    [InlineData("bbggbb", "open@2 close@4 open@6", 1)]
    [InlineData("bbggggggbb", "open@2 close@4 open@10", 0)]
    [InlineData("bbgggggbb", "open@2 close@4 open@9", 1)]
    [InlineData("bbggbbggbb", "open@2 close@4 open@6 close@8 open@10", 2)]
    public void Trouble_that_is_back_soon_is_the_same_incident(string probes, string expected, int reopened)
    {
        var steps = Live(probes, flapWindow: TimeSpan.FromMinutes(6)).ToList();
        Told(steps).ShouldBe(expected);
        var last = steps[^1].Open!;
        last.Reopened.ShouldBe(reopened);
        last.ReopenedAt.ShouldBe(reopened == 0 ? null : Some.Moment.AddMinutes(probes.Length - 1));
    }

    [Fact]
    public void An_incident_that_is_opened_again_says_how_often_and_in_which_time() =>
        Live("bbggbb", TimeSpan.FromMinutes(6)).Last().Change!.Event!.Text
            .ShouldBe($"{Alice} is in trouble again, time 2 in 4 min: Degraded: readyz: telegram.");

    [Fact]
    public void Trouble_of_a_claw_whose_machine_had_gone_is_another_incident()
    {
        var abandoned = Incidents.Abandon(Some.Incident(Alice), Some.Moment).Incident with { Id = 7 };
        var probes = new[] { Probe('b', Some.Moment.AddMinutes(2)), Probe('b', Some.Moment.AddMinutes(1)) };
        Incidents.After(abandoned, probes, TimeSpan.FromMinutes(15))!.Incident.Id.ShouldBe(0);
    }

    [Fact]
    public void An_abandoned_incident_is_closed_with_an_event()
    {
        var change = Incidents.Abandon(Some.Incident(Alice), Some.Moment.AddMinutes(7));
        change.Incident.ClosedAt.ShouldBe(Some.Moment.AddMinutes(7));
        change.Event!.Text.ShouldBe($"{Alice} has no machine any more after 7 min of Offline: gateway is down.");
    }

    [Fact]
    public void Whatever_is_seen_an_incident_begins_with_two_bad_and_ends_with_two_good_looks()
    {
        var sequences = Gen.Elements('g', 'b', 'o', 's', 'u', 'p').ArrayOf().Select(kinds => new string(kinds));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(sequences.ToArbitrary(), Holds));
    }

    private static bool Holds(string probes)
    {
        var isOpen = false;
        var counted = "";
        foreach (var (kind, step) in probes.Zip(Live(probes)))
        {
            counted += kind switch { 'g' => "g", 'b' or 'o' => "b", _ => "" };
            if (kind is 'g' or 'b' or 'o')
            {
                isOpen = isOpen
                    ? !counted.EndsWith("gg", StringComparison.Ordinal)
                    : counted.EndsWith("bb", StringComparison.Ordinal);
            }

            if (step.Open is not null != isOpen)
                return false;
        }

        return true;
    }

    private static string Told(IEnumerable<(IncidentChange? Change, Incident? Open)> steps) => string.Join(
        ' ',
        steps.Select((step, i) => (step.Change?.Event, step.Change?.Incident, At: i + 1))
            .Where(step => step.Event is not null)
            .Select(step => $"{(step.Incident!.ClosedAt is null ? "open" : "close")}@{step.At}"));

    /// <summary>
    /// Feeds the probes one after the other, as sweeps do, and keeps each change and the incident open after it.
    /// </summary>
    private static IEnumerable<(IncidentChange? Change, Incident? Open)> Live(
        string kinds, TimeSpan flapWindow = default)
    {
        Incident? newest = null;
        var newestFirst = new List<Probe>();
        foreach (var kind in kinds)
        {
            newestFirst.Insert(0, Probe(kind, Some.Moment.AddMinutes(newestFirst.Count)));
            var change = Incidents.After(newest, newestFirst, flapWindow);
            newest = change?.Incident ?? newest;
            yield return (change, newest is { ClosedAt: null } ? newest : null);
        }
    }

    private static Probe Probe(char kind, DateTimeOffset at) => new(Alice, at, Seen(kind), Report: null);

    private static Verdict Seen(char kind) => kind switch
    {
        'g' => new(VerdictKind.Healthy),
        'b' => new(VerdictKind.Degraded, "readyz: telegram"),
        'o' => new(VerdictKind.Offline, "gateway does not answer"),
        's' => new(VerdictKind.Starting, "gateway starts"),
        'p' => new(VerdictKind.Parked, "parked"),
        _ => new(VerdictKind.Unknown, "probe.sh printed no JSON"),
    };
}
