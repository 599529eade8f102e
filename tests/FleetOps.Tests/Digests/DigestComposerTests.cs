using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Digests;
using ParentClaw.FleetOps.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Digests;

public sealed class DigestComposerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_fleet_in_which_nothing_happened_takes_three_lines() => Text(Well(12)).ShouldBe(
        """
        # Daily digest, 20 Nov 09:00
        All 12 claws are well.
        Nothing happened since 19 Nov 09:00.
        """);

    [Fact]
    public void A_fleet_without_claws_says_how_to_begin() =>
        Text(Well(0)).ShouldContain("There is no claw yet. /deploy alice makes the first one.");

    [Fact]
    public void One_that_comes_late_says_for_when_it_was() =>
        Text(Well(1), Now.AddHours(-5)).ShouldContain("This comes late: it was due 20 Nov 04:00");

    [Fact]
    public void A_fleet_in_which_much_happened_is_told_in_full() => Approved.Match(Text(Eventful()));

    [Fact]
    public void Of_a_thousand_claws_the_worst_are_named_and_the_rest_counted()
    {
        var picture = Well(1000);
        var text = Text(picture with
        {
            Probes = picture.Claws.ToDictionary(claw => claw.Name, claw => Some.BadProbe(claw.Name)),
            RestorePoints = ImmutableDictionary<ClawName, DateTimeOffset>.Empty,
        });
        text.Split('\n').Length.ShouldBeLessThan(25);
        text.ShouldContain("1000 claws: 0 well, 1000 in trouble.");
        text.ShouldContain("… and 990 more.");
        text.ShouldContain("and 995 more");
    }

    private static FleetPicture Well(int count)
    {
        var claws = Enumerable.Range(0, count).Select(i => Claw($"claw-{i:0000}")).ToList();
        return new FleetPicture(Now.AddDays(-1), Now)
        {
            Claws = claws,
            Probes = claws.ToDictionary(claw => claw.Name, claw => Some.Probe(claw.Name)),
            RestorePoints = claws.ToDictionary(claw => claw.Name, _ => Now.AddDays(-3)),
        };
    }

    private static FleetPicture Eventful()
    {
        var (alice, bob, carol) = (Claw("alice"), Claw("bob"), Claw("carol"));
        bob = bob with
        {
            State = ClawState.Failed,
            Failure = Some.Failure(),
            Spec = bob.Spec! with { OpenClaw = OpenClawVersion.Parse("2026.9.5") },
        };
        carol = carol with
        {
            State = ClawState.Parked,
            Spec = carol.Spec! with { Image = ImageVersion.Parse("0.9.0") },
        };
        var dave = Claw("dave");
        return new FleetPicture(Now.AddDays(-1), Now)
        {
            Claws = [alice, bob, carol, dave],
            Probes = new[] { Some.BadProbe(alice.Name), Some.Probe(dave.Name) }.ToDictionary(probe => probe.Claw),
            Operations =
            [
                Operation(carol, "ParkClaw", OperationStatus.Succeeded),
                Operation(dave, "DeployClaw", OperationStatus.Succeeded),
                Operation(bob, "UpgradeClaw", OperationStatus.Failed) with { Failure = Some.Failure() },
                Operation(dave, "RestartClaw", OperationStatus.Open),
            ],
            Incidents =
            [
                Some.Incident(dave.Name) with
                {
                    OpenedAt = Now.AddHours(-9), ClosedAt = Now.AddHours(-7), Reopened = 2,
                },
                Some.Incident(alice.Name) with { OpenedAt = Now.AddMinutes(-20) },
            ],
            AppLayer = AppLayerVersion.Parse("1.3.0"),
            RestorePoints = ImmutableDictionary<ClawName, DateTimeOffset>.Empty
                .Add(alice.Name, Now.AddDays(-2)).Add(bob.Name, Now.AddDays(-41)),
            FullIn = ImmutableDictionary<ClawName, TimeSpan>.Empty.Add(alice.Name, TimeSpan.FromDays(9.2)),
            Pairings = ImmutableDictionary<ClawName, int>.Empty.Add(alice.Name, 2),
        };
    }

    private static Claw Claw(string name) => Some.RunningClaw() with { Name = ClawName.Parse(name) };

    private static OperationRecord Operation(Claw claw, string kind, OperationStatus status) =>
        Some.Operation(claw.Name) with { Kind = kind, Status = status, EndedAt = Now.AddHours(-1) };

    private static string Text(FleetPicture picture, DateTimeOffset? lateFor = null) =>
        Chat.Text(DigestComposer.Compose(picture, "Daily digest", Berlin, lateFor));
}
