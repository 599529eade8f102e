using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.ParentBot.Tests.Alerting;

/// <content>What is kept quiet, and for how long.</content>
public sealed partial class AlertDeskTests
{
    [Fact]
    public async Task A_snoozed_incident_is_neither_begun_nor_brought_to_mind_and_says_so_on_its_card()
    {
        _world.Break(await BeginAsync("alice"));
        await _world.SweepAsync(2);
        await SilenceAsync(SilenceKind.Snooze, TimeSpan.FromHours(8), incident: 1);
        await AfterAsync(TimeSpan.FromHours(7));
        _world.Post.Look(Marvin, "incident:1")!.ShouldContain("until 20 Nov 15:32 UTC, by Ford");
        _world.Post.Keys(Marvin).ShouldBe(["incident:1"]);
        await AfterAsync(TimeSpan.FromHours(1));
        _world.Post.Look(Marvin, "incident:1")!.ShouldNotContain("snoozed");
        _world.Post.Keys(Marvin).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_muted_a_claw_is_told_when_the_time_is_over_and_all_others_at_once()
    {
        await _world.JoinAsync(Marvin);
        await _world.JoinAsync(Ford);
        var alice = (await _world.DeployAsync("alice"))[0];
        await SilenceAsync(SilenceKind.Mute, TimeSpan.FromHours(1), claw: alice, member: Ford);
        _world.Break(alice);
        await _world.SweepAsync(2);
        (_world.Post.Keys(Marvin).Count, _world.Post.Keys(Ford).Count).ShouldBe((1, 0));
        await AfterAsync(TimeSpan.FromHours(1));
        _world.Post.Keys(Ford).ShouldBe(["incident:1"]);
    }

    [Fact]
    public async Task In_maintenance_nobody_is_alarmed_and_what_is_still_wrong_at_its_end_is_told_then()
    {
        var alice = await BeginAsync("alice");
        await SilenceAsync(SilenceKind.Maintenance, TimeSpan.FromHours(1), claw: alice);
        _world.Break(alice);
        await _world.SweepAsync(2);
        _world.Post.Keys(Marvin).ShouldBeEmpty();
        await AfterAsync(TimeSpan.FromHours(1));
        _world.Post.Keys(Marvin).ShouldBe(["incident:1"]);
    }

    private Task SilenceAsync(
        SilenceKind kind, TimeSpan span, long? incident = null, ClawName? claw = null, string? member = null) =>
        CommitAsync(new()
        {
            Silences =
            [
                new()
                {
                    Kind = kind, Incident = incident, Claw = claw, Member = member, By = "Ford",
                    From = Now, Until = Now + span,
                },
            ],
        });
}
