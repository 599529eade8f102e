using FsCheck;
using FsCheck.Fluent;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Tests.AzureVms;

namespace ParentClaw.FleetOps.Tests.Claws;

public sealed class ClawLifecycleTests
{
    private static readonly ClawState[] States = Enum.GetValues<ClawState>();
    private static readonly ClawTrigger[] Triggers = Enum.GetValues<ClawTrigger>();

    private static readonly ClawState[] Busy =
    [
        ClawState.Deploying, ClawState.Upgrading, ClawState.RollingBack, ClawState.Resuscitating, ClawState.Restarting,
        ClawState.Parking, ClawState.Waking, ClawState.Destroying, ClawState.Baking,
    ];

    [Fact]
    public void No_sequence_of_triggers_leaves_the_table()
    {
        var rows = ClawLifecycle.Rows.ToHashSet();
        Prop.ForAll(Gen.Elements(Triggers).ListOf().ToArbitrary(), triggers =>
        {
            var state = ClawState.New;
            foreach (var trigger in triggers)
            {
                if (!ClawLifecycle.TryFire(state, trigger, out var next))
                    continue;
                if (!rows.Contains((state, trigger, next)) || !Enum.IsDefined(next))
                    return false;
                state = next;
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_trigger_leads_to_one_state_and_every_state_is_reached()
    {
        var rows = ClawLifecycle.Rows.ToList();

        rows.Count.ShouldBeGreaterThan(States.Length);
        rows.Select(row => (row.From, row.On)).ShouldBeUnique();
        Reached(ClawState.New).ShouldBe(States, ignoreOrder: true);
    }

    [Fact]
    public void The_busy_states_are_these_and_take_no_order()
    {
        States.Where(ClawLifecycle.IsBusy).ShouldBe(Busy, ignoreOrder: true);
        States.Where(state => !ClawLifecycle.Orders(state).Any()).ShouldBe(Busy, ignoreOrder: true);
    }

    [Fact]
    public void Every_busy_state_has_a_way_out_by_success_and_by_failure()
    {
        foreach (var state in Busy)
        {
            ClawLifecycle.TryFire(state, ClawTrigger.Fail, out var failed).ShouldBeTrue($"{state}");
            failed.ShouldBe(ClawState.Failed);
            ClawLifecycle.Rows
                .Where(row => row.From == state && row.On is not (ClawTrigger.Fail or ClawTrigger.UpgradeFailed))
                .ShouldContain(row => !ClawLifecycle.IsBusy(row.To) && row.To != ClawState.Failed, $"{state}");
        }
    }

    [Fact]
    public void No_state_is_the_end()
    {
        foreach (var state in States)
            Reached(state).ShouldContain(ClawState.Running, $"{state}");
    }

    [Theory]
    [InlineData(ClawTrigger.RollBack, ClawState.RollingBack)]
    [InlineData(ClawTrigger.Resuscitate, ClawState.Resuscitating)]
    [InlineData(ClawTrigger.Destroy, ClawState.Destroying)]
    [InlineData(ClawTrigger.Deploy, ClawState.Deploying)]
    [InlineData(ClawTrigger.Upgrade, ClawState.Upgrading)]
    [InlineData(ClawTrigger.Restart, ClawState.Restarting)]
    [InlineData(ClawTrigger.Park, ClawState.Parking)]
    [InlineData(ClawTrigger.Wake, ClawState.Waking)]
    [InlineData(ClawTrigger.Purge, ClawState.Destroying)]
    public void Failed_takes_the_ways_out_of_trouble_and_every_order_that_may_be_tried_again(
        ClawTrigger order, ClawState next)
    {
        ClawLifecycle.TryFire(ClawState.Failed, order, out var to).ShouldBeTrue();
        to.ShouldBe(next);
    }

    [Theory]
    [InlineData(ClawState.Running)]
    [InlineData(ClawState.Parked)]
    public void A_purge_of_retired_disks_leaves_the_claw_where_it_is_however_it_ends(ClawState state)
    {
        foreach (var trigger in new[] { ClawTrigger.Purge, ClawTrigger.PurgeDone, ClawTrigger.Fail })
        {
            ClawLifecycle.TryFire(state, trigger, out var next).ShouldBeTrue();
            next.ShouldBe(state);
        }
    }

    [Fact]
    public void The_diagram_of_the_docs_is_the_table()
    {
        var path = Path.Combine(Repository.Root, "docs", "lifecycle.md");
        const string Intro =
            "Every state of a claw and what moves it from one to the next: orders (`Park`) and the facts that end them "
            + "(`ParkDone`). In a\nbusy state an operation holds the claw, and no other order is taken. `Failed` takes "
            + "the order that failed once more, and\n`/rollback`, `/resuscitate` and `/destroy`.";
        const string Origin =
            "This page is generated from `ClawLifecycle` by `ClawLifecycleTests`, which fails and writes it anew where "
            + "they differ.";
        var text = $"""
            # A claw's life

            {Intro}

            ```mermaid
            {ClawLifecycle.ToMermaid().TrimEnd('\n')}
            ```

            {Origin}

            """;
        var written = File.Exists(path) ? File.ReadAllText(path) : null;
        if (written != text)
            File.WriteAllText(path, text);

        written.ShouldBe(text, "docs/lifecycle.md was not the table; it is now.");
    }

    private static HashSet<ClawState> Reached(ClawState from)
    {
        var reached = new HashSet<ClawState> { from };
        while (ClawLifecycle.Rows.Any(row => reached.Contains(row.From) && reached.Add(row.To)))
        {
        }

        return reached;
    }
}
