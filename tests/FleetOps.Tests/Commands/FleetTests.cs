using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Health;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class FleetTests : IDisposable
{
    private readonly Chat _chat = new();

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task An_empty_fleet_says_what_to_do_first() =>
        Chat.Text(await _chat.SayAsync("/fleet")).ShouldBe("There is no claw yet. /deploy alice makes the first one.");

    [Fact]
    public async Task All_claws_are_shown_at_a_glance()
    {
        var healthy = new Verdict(VerdictKind.Healthy);
        await KeepAsync("alice", Some.RunningClaw(), new Verdict(VerdictKind.Degraded, "disk 96 %"), minutesAgo: 1);
        await KeepAsync("bob", Some.RunningClaw() with { State = ClawState.Parked }, healthy, minutesAgo: 90);
        await KeepAsync("carol", Some.FailedClaw());
        await KeepAsync("dave", Some.RunningClaw() with { State = ClawState.Upgrading }, healthy, minutesAgo: 2);
        await KeepAsync("eve", Some.RunningClaw(), healthy, minutesAgo: 4);
        await KeepAsync("frank", Some.NewClaw() with { State = ClawState.Destroyed, Disk = 1 });

        Chat.Text(await _chat.SayAsync("/fleet")).ShouldBe(
            """
            Claw | State | Health | Image | OpenClaw | Address | Seen
            alice | Running | Degraded: disk 96 % | 1.0.0 | 2026.9.6 | 127.9.8.7 | 1 min ago
            bob | Parked | Parked | 1.0.0 | 2026.9.6 | 127.9.8.7 | 1 h ago
            carol | Failed | Waiting for SSH: Timeout | 1.0.0 | 2026.9.6 | 127.9.8.7 | never
            dave | Upgrading |  | 1.0.0 | 2026.9.6 | 127.9.8.7 | 2 min ago
            eve | Running | Healthy | 1.0.0 | 2026.9.6 | 127.9.8.7 | 4 min ago (late)
            frank | Destroyed |  |  |  |  | never
            6 claws: 2 running, 1 of them in trouble, 1 busy, 1 failed.
            """);
    }

    [Fact]
    public async Task Labels_choose_and_watch_refreshes()
    {
        await KeepAsync("alice", Labelled("tier", "prod"));
        await KeepAsync("bob", Labelled("tier", "test"));

        var chosen = await _chat.SayAsync("/fleet watch tier=prod");
        chosen.RefreshEvery.ShouldNotBeNull();
        Chat.Text(chosen).ShouldContain("alice");
        Chat.Text(chosen).ShouldNotContain("bob");
        (await _chat.SayAsync("/fleet tier")).RefreshEvery.ShouldBeNull();

        var none = await _chat.SayAsync("/fleet tier=none");
        none.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(none).ShouldBe("None of 2 claws is labelled tier=none. /label shows and sets labels.");
    }

    [Fact]
    public async Task Retired_disks_are_priced_from_the_last_listing_and_the_cloud_is_not_asked()
    {
        await KeepAsync("alice", Some.RunningClaw());
        _chat.Cloud
            .On<IReadOnlyList<CloudDisk>>(
                "ListDisksAsync", () => [Disk(1, isRetired: true), Disk(2, isRetired: false), Disk(3, isRetired: true)])
            .On<CloudPrices?>("FindPricesAsync", () => new CloudPrices(30, 2, 2.4m, 3));
        await _chat.Get<RetiredDisks>().RefreshAsync(CancellationToken.None);
        await _chat.Get<RetiredDisks>().RefreshAsync(CancellationToken.None);

        Chat.Text(await _chat.SayAsync("/fleet")).ShouldEndWith(
            "Retired data disks that are kept, about $4.80 a month: alice-d1, alice-d3. "
            + "/purge deletes those of a claw.");
        _chat.Cloud.Calls.ShouldBe(new Dictionary<string, int> { ["ListDisksAsync"] = 1, ["FindPricesAsync"] = 1 });
    }

    [Fact]
    public async Task Labels_are_set_shown_and_refused_while_an_operation_runs()
    {
        await KeepAsync("alice", Some.RunningClaw());
        await KeepAsync("bob", Some.RunningClaw() with { State = ClawState.Upgrading });

        Chat.Text(await _chat.SayAsync("/label alice")).ShouldBe("alice has no labels.");
        Chat.Text(await _chat.SayAsync("/label alice tier=prod team=ops")).ShouldBe("alice: team=ops tier=prod");
        Chat.Text(await _chat.SayAsync("/label alice team-")).ShouldBe("alice: tier=prod");
        Chat.Text(await _chat.SayAsync("/label alice")).ShouldBe("alice: tier=prod");
        (await _chat.SayAsync("/label bob")).Status.ShouldBe(ReplyStatus.Ok);
        (await _chat.SayAsync("/label bob tier=prod")).Status.ShouldBe(ReplyStatus.Refused);
        (await _chat.SayAsync("/label alice Tier=prod")).Status.ShouldBe(ReplyStatus.Refused);
        (await _chat.SayAsync("/label nobody a=b")).Status.ShouldBe(ReplyStatus.Refused);
    }

    private static CloudDisk Disk(int number, bool isRetired) =>
        new(DiskName.Of(ClawName.Parse("alice"), number), 32, AttachedTo: null, isRetired, Some.Moment);

    private static Claw Labelled(string key, string value) =>
        Some.RunningClaw() with { Labels = ImmutableSortedDictionary<string, string>.Empty.Add(key, value) };

    private async Task KeepAsync(string name, Claw claw, Verdict? verdict = null, int minutesAgo = 0)
    {
        var named = claw with { Name = ClawName.Parse(name) };
        var at = Some.Moment.AddMinutes(-minutesAgo);
        await _chat.KeepAsync(new()
        {
            Claw = named,
            Probes = verdict is null ? [] : [new Probe(named.Name, at, verdict, Report: null)],
        });
    }
}
