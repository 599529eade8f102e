using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Operations;

public sealed class OperationQueueTests : IDisposable
{
    private readonly Runners _runners = new(new Errand(new Act("One")));
    private readonly ClawName _alice = ClawName.Parse("alice");

    public void Dispose() => _runners.Dispose();

    [Fact]
    public async Task An_order_is_stored_with_the_new_state_before_it_is_scheduled()
    {
        var operation = await _runners.OrderAsync(Alice());

        _runners.Scheduled.ShouldBe([operation.Id]);
        (await _runners.FindAsync(operation)).Status.ShouldBe(OperationStatus.Open);
        (await _runners.ClawOfAsync(operation)).State.ShouldBe(ClawState.Parking);
        (await _runners.Store.ListEventsAsync(_alice, 9, default)).ShouldHaveSingleItem().Text
            .ShouldBe($"Running an errand for alice ({operation.Id})");
    }

    [Fact]
    public async Task An_unknown_claw_is_refused_with_the_way_on() =>
        (await SubmitAsync()).ShouldBe(
            "There is no claw named alice. /fleet lists those there are, /deploy alice makes one.");

    [Fact]
    public async Task A_busy_claw_says_what_since_when_for_whom_and_what_next()
    {
        var open = await _runners.OrderAsync(Alice());
        _runners.Time.Advance(TimeSpan.FromMinutes(7));

        (await SubmitAsync()).ShouldBe(
            $"alice is busy: running an errand for alice for Marvin since 7 min ({open.Id}). "
            + $"Wait for it (/op {open.Id}), or stop it between two steps with /cancel {open.Id}.");
        _runners.Scheduled.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(ClawState.New, ClawTrigger.Park, "alice has never been deployed. /deploy alice makes it.")]
    [InlineData(ClawState.Running, ClawTrigger.Deploy,
        "alice is deployed already. /status alice shows it; /upgrade alice moves it to newer versions.")]
    [InlineData(ClawState.Running, ClawTrigger.Wake, "alice is awake already. /status alice shows it.")]
    [InlineData(ClawState.Parked, ClawTrigger.Park, "alice is parked already. /wake alice starts it.")]
    [InlineData(ClawState.Parked, ClawTrigger.Deploy, "alice is deployed and parked. /wake alice starts it.")]
    [InlineData(ClawState.Parked, ClawTrigger.Upgrade, "alice is parked. /wake alice first, then try again.")]
    [InlineData(ClawState.Destroyed, ClawTrigger.Destroy,
        "alice is destroyed already; its data disk is kept. /purge alice deletes that too.")]
    [InlineData(ClawState.Destroyed, ClawTrigger.Wake,
        "alice is destroyed; its data disk is kept. /deploy alice brings it back on that disk.")]
    public async Task An_order_that_the_state_does_not_take_is_refused_with_the_way_on(
        ClawState state, ClawTrigger order, string why) =>
        (await _runners.Queue.FindRefusalAsync(Alice() with { State = state }, order, default)).ShouldBe(why);

    [Fact]
    public async Task Every_refused_order_has_a_finished_sentence()
    {
        var refused = 0;
        foreach (var state in Enum.GetValues<ClawState>())
        {
            foreach (var order in Enum.GetValues<ClawTrigger>().Where(ClawLifecycle.IsOrder))
            {
                var why = await _runners.Queue.FindRefusalAsync(Alice() with { State = state }, order, default);
                (why is null).ShouldBe(ClawLifecycle.TryFire(state, order, out _), $"{state} {order}");
                if (why is null)
                    continue;
                refused++;
                why.ShouldStartWith("alice ");
                why.ShouldEndWith(".");
            }
        }

        refused.ShouldBeGreaterThan(50);
    }

    [Theory]
    [InlineData(ClawTrigger.Upgrade, true)]
    [InlineData(ClawTrigger.RollBack, true)]
    [InlineData(ClawTrigger.Resuscitate, true)]
    [InlineData(ClawTrigger.Destroy, true)]
    [InlineData(ClawTrigger.Park, false)]
    [InlineData(ClawTrigger.Purge, false)]
    [InlineData(ClawTrigger.Deploy, false)]
    public async Task After_a_failure_only_the_retry_and_the_ways_out_of_trouble_are_open(
        ClawTrigger order, bool isOpen)
    {
        var claw = Some.FailedClaw() with { Name = _alice };

        (await _runners.Queue.FindRefusalAsync(claw, order, default)).ShouldBe(isOpen
            ? null
            : "alice failed at 'Waiting for SSH': It did not answer. Try /verify. "
                + "It takes a retry (/upgrade alice), /rollback, /resuscitate or /destroy.");
    }

    [Fact]
    public async Task Of_two_orders_at_once_one_is_taken()
    {
        var claw = await _runners.KeepAsync(Alice());

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            _runners.Queue.SubmitAsync<Errand>(claw, OperationOrder.Plain, Runners.Marvin, default)));

        taken.OfType<Submission.Accepted>().ShouldHaveSingleItem();
        taken.OfType<Submission.Refused>().Count().ShouldBe(7);
        _runners.Scheduled.ShouldHaveSingleItem();
        (await _runners.Store.ListOpenOperationsAsync(default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_order_on_a_claw_that_somebody_changed_since_is_refused()
    {
        var read = await _runners.KeepAsync(Alice());
        await _runners.KeepAsync(read with { Model = "xai/grok-5" });

        (await _runners.Queue.SubmitAsync<Errand>(read, OperationOrder.Plain, Runners.Marvin, default))
            .ShouldBe(new Submission.Refused(
                "Somebody else just changed alice. Look with /status alice, then try again."));
        _runners.Scheduled.ShouldBeEmpty();
    }

    [Fact]
    public async Task Open_operations_are_scheduled_again_at_start_oldest_first()
    {
        var orders = new List<OperationId>();
        for (var i = 0; i < 3; i++)
        {
            orders.Add((await _runners.OrderAsync()).Id);
            _runners.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await _runners.Runner.RunAsync(orders[1], default);
        _runners.Scheduled.Clear();
        await new OperationResumption(
            _runners.Store, _runners,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<OperationResumption>.Instance)
            .StartAsync(default);

        _runners.Scheduled.ShouldBe([orders[0], orders[2]]);
    }

    private Claw Alice() => Some.RunningClaw() with { Name = _alice };

    private async Task<string> SubmitAsync() =>
        (await _runners.Queue.SubmitAsync<Errand>(_alice, Runners.Marvin, default))
            .ShouldBeOfType<Submission.Refused>().Why;
}
