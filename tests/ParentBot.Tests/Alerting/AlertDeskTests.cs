using ParentClaw.FleetOps.Claws;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Alerting;

public sealed partial class AlertDeskTests : IDisposable
{
    private const string Marvin = "telegram:1";
    private const string Ford = "telegram:2";

    private readonly AlertWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task An_incident_is_one_message_from_firing_to_acknowledged_to_resolved()
    {
        var alice = await BeginAsync("alice");
        _world.Break(alice);
        await _world.SweepAsync(2);
        var first = _world.Post.Look(Marvin, "incident:1").ShouldNotBeNull();

        await CommitAsync(new() { Acknowledgements = [new(1, Now, "Ford")] });
        await CommitAsync(new() { RungAttempts = [Some.RungAttempt(alice, Now) with { Healed = false }] });
        await _world.LookAsync();
        var acknowledged = _world.Post.Look(Marvin, "incident:1");
        _world.Break(alice, reason: null);
        await _world.SweepAsync(2);
        var resolved = _world.Post.Look(Marvin, "incident:1");

        Approved.Match(string.Join("\n\n---\n\n", first, acknowledged, resolved));
        _world.Post.Keys(Marvin).ShouldBe(["incident:1"]);
        _world.Post.IsLast("incident:1").ShouldBeFalse();
        await _world.SweepAsync(31);
        _world.Post.IsLast("incident:1").ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_is_edited_while_nothing_changes()
    {
        _world.Break(await BeginAsync("alice"));
        await _world.SweepAsync(2);
        var changes = _world.Post.Changes.Count;
        await _world.SweepAsync(30);
        _world.Post.Changes.Count.ShouldBe(changes);
    }

    [Fact]
    public async Task Times_are_those_of_each_member_s_day()
    {
        await _world.JoinAsync(Marvin, "Europe/Berlin");
        await _world.JoinAsync(Ford);
        _world.Break((await _world.DeployAsync("alice"))[0]);
        await _world.SweepAsync(2);
        _world.Post.Look(Marvin, "incident:1")!.ShouldContain("20 Nov 08:32\n");
        _world.Post.Look(Ford, "incident:1")!.ShouldContain("20 Nov 07:32 UTC\n");
    }

    [Fact]
    public async Task A_claw_that_flaps_goes_on_with_its_message()
    {
        var alice = await BeginAsync("alice");
        for (var i = 0; i < 4; i++)
        {
            _world.Break(alice);
            await _world.SweepAsync(2);
            _world.Break(alice, reason: null);
            await _world.SweepAsync(2);
        }

        _world.Break(alice);
        await _world.SweepAsync(2);
        _world.Post.Keys(Marvin).ShouldBe(["incident:1"]);
        _world.Post.Look(Marvin, "incident:1")!.ShouldContain("time 5 in 16 min 00 s");
    }

    [Fact]
    public async Task Many_of_one_cause_are_one_message_and_who_follows_soon_joins_it()
    {
        await _world.JoinAsync(Marvin);
        var claws = await _world.DeployAsync([.. Enumerable.Range(10, 14).Select(i => $"claw-{i}")]);
        foreach (var claw in claws.Skip(2))
            _world.Break(claw, $"disk {claw.Value[^2..]} %");
        _world.Break(claws[0], "another cause");
        await _world.SweepAsync(2);
        _world.Break(claws[1], "disk 97 %");
        await _world.SweepAsync(2);
        var firing = _world.Post.Look(Marvin, "incident-group:2");
        foreach (var claw in claws.Skip(2))
            _world.Break(claw, reason: null);
        await _world.SweepAsync(2);
        var almost = _world.Post.Look(Marvin, "incident-group:2");
        _world.Break(claws[1], reason: null);
        await _world.SweepAsync(2);

        Approved.Match(string.Join("\n\n---\n\n", firing, almost, _world.Post.Look(Marvin, "incident-group:2")));
        _world.Post.Keys(Marvin).ShouldBe(["incident-group:2", "incident:1"], ignoreOrder: true);
    }

    [Fact]
    public async Task While_half_of_a_sweep_is_known_no_new_card_is_made()
    {
        _world.Break(await BeginAsync("alice"));
        await _world.SweepAsync(2, withLook: false);
        _world.Sweeps.Keeping();
        await _world.LookAsync();
        _world.Post.Keys(Marvin).ShouldBeEmpty();
        _world.Sweeps.Kept();
        await _world.LookAsync();
        _world.Post.Keys(Marvin).ShouldBe(["incident:1"]);
    }

    [Fact]
    public async Task What_nobody_acknowledged_is_brought_to_mind_once()
    {
        var claws = await BeginAsync("alice", "bob");
        foreach (var claw in claws)
            _world.Break(claw);
        await _world.SweepAsync(2);
        await CommitAsync(new() { Acknowledgements = [new(1, Now, "Ford")] });
        await AfterAsync(TimeSpan.FromHours(5.9));
        _world.Post.Keys(Marvin).Count.ShouldBe(2);
        await AfterAsync(TimeSpan.FromHours(0.1));
        _world.Post.Keys(Marvin).ShouldBe(["incident:1", "incident:2", "incident:2:reminder"], ignoreOrder: true);
        _world.Post.Look(Marvin, "incident:2:reminder")!
            .ShouldStartWith("⏰ bob is still in trouble since 20 Nov 07:32");
        await AfterAsync(TimeSpan.FromHours(24));
        _world.Post.Changes.Count(change => change.Key.EndsWith("reminder", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_card_whose_claw_was_purged_gets_a_last_look()
    {
        var alice = await BeginAsync("alice");
        _world.Break(alice);
        await _world.SweepAsync(2);
        var claw = await _world.Fleet.FindClawAsync(alice, CancellationToken.None);
        await CommitAsync(new() { ForgottenClaw = claw });
        await _world.LookAsync();
        _world.Post.IsLast("incident:1").ShouldBeTrue();
        _world.Post.Look(Marvin, "incident:1")!.ShouldContain("purged");
    }

    private DateTimeOffset Now => _world.Time.GetUtcNow();

    private async Task<ClawName> BeginAsync(string name) => (await BeginAsync([name]))[0];

    private async Task<IReadOnlyList<ClawName>> BeginAsync(params string[] names)
    {
        await _world.JoinAsync(Marvin);
        return await _world.DeployAsync(names);
    }

    private async Task AfterAsync(TimeSpan time)
    {
        _world.Time.Advance(time);
        await _world.LookAsync();
    }

    private Task CommitAsync(FleetOps.Storage.FleetChange change) =>
        _world.Fleet.CommitAsync(change, CancellationToken.None);
}
