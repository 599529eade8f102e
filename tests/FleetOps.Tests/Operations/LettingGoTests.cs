using Microsoft.Extensions.Logging.Abstractions;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Tests.Operations;

/// <summary>The end of a process in the middle of an operation, and its next start.</summary>
public sealed class LettingGoTests
{
    private readonly List<string> _done = [];
    private readonly TaskCompletionSource _inTheMiddle = NewSignal();
    private readonly TaskCompletionSource _goOn = NewSignal();

    [Fact]
    public async Task A_step_that_runs_at_the_end_is_ended_and_stored_and_the_next_start_goes_on_with_the_one_after()
    {
        using var runners = new Runners(new Errand(Note("One"), Slow("Two"), Note("Three")));
        var order = await runners.OrderAsync();
        var running = runners.RunAsync(order);
        await _inTheMiddle.Task;

        var stop = Stop(runners);
        await stop.StoppingAsync(CancellationToken.None);
        var stopped = stop.StopAsync(CancellationToken.None);
        stopped.IsCompleted.ShouldBeFalse();
        _goOn.SetResult();
        await stopped;

        var left = await running;
        left.Status.ShouldBe(OperationStatus.Open);
        left.Steps.Select(step => step.Status).ShouldBe([StepStatus.Done, StepStatus.Done, StepStatus.ToCome]);
        runners.Start();
        (await runners.RunAsync(order)).Status.ShouldBe(OperationStatus.Succeeded);
        _done.ShouldBe(["One", "Two", "Three"]);
    }

    [Fact]
    public async Task The_last_step_takes_the_operation_to_its_end()
    {
        using var runners = new Runners(new Errand(Note("One"), Slow("Two")));
        var order = await runners.OrderAsync();
        var running = runners.RunAsync(order);
        await _inTheMiddle.Task;

        runners.LettingGo.Begin();
        _goOn.SetResult();

        (await running).Status.ShouldBe(OperationStatus.Succeeded);
        (await runners.LettingGo.WaitAsync(CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task A_step_that_fails_at_the_end_leaves_its_way_back_to_the_next_start()
    {
        var fails = new Act("Two", async (_, _, _) =>
        {
            _inTheMiddle.SetResult();
            await _goOn.Task;
            throw new FleetException(FailureReason.QuotaExceeded, "There is no room.");
        });
        using var runners = new Runners(new Errand(Note("One"), fails) { Back = [Note("Home")] });
        var order = await runners.OrderAsync();
        var running = runners.RunAsync(order);
        await _inTheMiddle.Task;

        runners.LettingGo.Begin();
        _goOn.SetResult();

        (await running).ShouldSatisfyAllConditions(
            left => left.Status.ShouldBe(OperationStatus.Open),
            left => left.IsUndoing.ShouldBeTrue());
        _done.ShouldBe(["One"]);
        runners.Start();
        (await runners.RunAsync(order)).Status.ShouldBe(OperationStatus.RolledBack);
        _done.ShouldBe(["One", "Home"]);
    }

    [Fact]
    public async Task What_is_begun_after_the_end_came_stays_for_the_next_start()
    {
        using var runners = new Runners(new Errand(Note("One")));
        runners.LettingGo.Begin();
        var order = await runners.OrderAsync();

        (await runners.RunAsync(order)).Version.ShouldBe(order.Version);
        _done.ShouldBeEmpty();

        runners.Start();
        (await runners.RunAsync(order)).Status.ShouldBe(OperationStatus.Succeeded);
    }

    [Fact]
    public async Task A_step_longer_than_the_patience_is_waited_for_no_longer_and_repeated_at_the_next_start()
    {
        using var runners = new Runners(new Errand(Note("One"), Slow("Two"), Note("Three")));
        using var interruption = new CancellationTokenSource();
        var order = await runners.OrderAsync();
        var running = runners.Runner.RunAsync(order.Id, interruption.Token);
        await _inTheMiddle.Task;

        var stopped = Stop(runners).StopAsync(CancellationToken.None);
        runners.Time.Advance(runners.Settings.Value.StopPatience - TimeSpan.FromSeconds(1));
        stopped.IsCompleted.ShouldBeFalse();
        runners.Time.Advance(TimeSpan.FromSeconds(1));
        await stopped;
        await interruption.CancelAsync(); // as the scheduler does then
        await Should.ThrowAsync<OperationCanceledException>(() => running);

        runners.LettingGo.Runs.ShouldBe(0);
        runners.Start();
        _goOn.SetResult();
        (await runners.RunAsync(order)).Status.ShouldBe(OperationStatus.Succeeded);
        _done.ShouldBe(["One", "Two", "Three"]);
    }

    [Fact]
    public async Task Who_will_not_wait_need_not()
    {
        using var runners = new Runners(new Errand(Slow("One")));
        var order = await runners.OrderAsync();
        var running = runners.RunAsync(order);
        await _inTheMiddle.Task;

        var waiting = runners.LettingGo.WaitAsync(CancellationToken.None);
        waiting.IsCompleted.ShouldBeFalse();
        runners.LettingGo.Hurry();

        (await waiting).ShouldBe(1);
        _goOn.SetResult();
        await running;
    }

    private static OperationsAtStop Stop(Runners runners) =>
        new(runners.LettingGo, NullLogger<OperationsAtStop>.Instance);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Act Note(string name) => new(name, () => _done.Add(name));

    private Act Slow(string name) => new(name, async (claw, _, token) =>
    {
        _inTheMiddle.TrySetResult();
        await _goOn.Task.WaitAsync(token);
        _done.Add(name);
        return claw;
    });
}
