using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Operations;

public sealed class StepRunnerTests : IDisposable
{
    private readonly Runners _runners = new(new Errand());
    private readonly List<string> _notes = [];
    private readonly OperationRecord _operation = Some.Operation();
    private readonly Claw _claw = Some.RunningClaw();

    public void Dispose() => _runners.Dispose();

    public static TheoryData<FailureReason, int> Reasons()
    {
        FailureReason[] lasting =
        [
            FailureReason.Conflict, FailureReason.Throttled, FailureReason.Unavailable, FailureReason.Timeout,
            FailureReason.Unreachable, FailureReason.StoreFailed,
        ];
        var cases = new TheoryData<FailureReason, int>();
        foreach (var reason in Enum.GetValues<FailureReason>())
            cases.Add(reason, lasting.Contains(reason) ? 5 : 1);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Only_what_goes_away_by_itself_is_tried_again(FailureReason reason, int tries)
    {
        var done = 0;
        var step = new Act("One", () =>
        {
            done++;
            throw new FleetException(reason, "Not now.");
        });

        var failed = (await RunAsync(step)).ShouldBeOfType<StepOutcome.Failed>();

        failed.ShouldSatisfyAllConditions(
            () => failed.Reason.ShouldBe(reason), () => failed.Message.ShouldBe("Not now."),
            () => failed.Claw.ShouldBe(_claw), () => failed.Attempts.ShouldBe(tries));
        done.ShouldBe(tries);
    }

    [Fact]
    public async Task A_try_that_works_in_the_end_is_a_good_end_and_keeps_only_its_own()
    {
        var tries = 0;
        var step = new Act("One", (claw, context, _) =>
        {
            context.Keep(Some.Probe(claw.Name));
            return ++tries < 3 ? throw new FleetException(FailureReason.Conflict, "Not yet.") : Task.FromResult(claw);
        });

        var ended = (await RunAsync(step)).ShouldBeOfType<StepOutcome.Ended>();

        ended.Attempts.ShouldBe(3);
        ended.Context.Probes.ShouldHaveSingleItem();
        _notes.ShouldBe(["try 2: Not yet.", "try 3: Not yet."]);
    }

    [Fact]
    public async Task The_other_side_says_how_long_to_wait()
    {
        var tries = 0;
        var step = new Act("One", () =>
        {
            if (tries++ == 0)
                throw new FleetException(FailureReason.Throttled, "Slow.") { RetryAfter = TimeSpan.FromSeconds(90) };
        });

        var running = RunAsync(step);
        await WaitingAsync(2, running); // the deadline and the pause
        _runners.Time.Advance(TimeSpan.FromSeconds(89));
        tries.ShouldBe(1);
        running.IsCompleted.ShouldBeFalse();
        _runners.Time.Advance(TimeSpan.FromSeconds(1));

        (await running).ShouldBeOfType<StepOutcome.Ended>().Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task A_step_that_exceeds_its_deadline_has_timed_out()
    {
        var step = new Act("One", async (claw, _, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, _runners.Time, token);
            return claw;
        })
        {
            Deadline = TimeSpan.FromMinutes(3),
        };

        var running = RunAsync(step);
        await WaitingAsync(1, running);
        _runners.Time.Advance(TimeSpan.FromMinutes(3) - TimeSpan.FromTicks(1));
        running.IsCompleted.ShouldBeFalse();
        _runners.Time.Advance(TimeSpan.FromTicks(1));

        var failed = (await running).ShouldBeOfType<StepOutcome.Failed>();
        failed.Reason.ShouldBe(FailureReason.Timeout);
        failed.Message.ShouldBe("'Doing One' did not end within 3 min.");
    }

    [Fact]
    public async Task The_caller_s_cancellation_comes_out()
    {
        using var stopping = new CancellationTokenSource();
        var step = new Act("One", async (claw, _, token) =>
        {
            await stopping.CancelAsync();
            token.ThrowIfCancellationRequested();
            return claw;
        });

        await Should.ThrowAsync<OperationCanceledException>(
            () => _runners.Steps.RunAsync(step, _claw, _operation, _notes.Add, stopping.Token));
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_bug()
    {
        var failed = (await RunAsync(new Act("One", () => throw new TaskCanceledException())))
            .ShouldBeOfType<StepOutcome.Failed>();

        failed.Reason.ShouldBe(FailureReason.Unexpected);
    }

    private Task<StepOutcome> RunAsync(IStep step) =>
        _runners.Steps.RunAsync(step, _claw, _operation, _notes.Add, CancellationToken.None);

    private async Task WaitingAsync(int timers, Task running)
    {
        while (_runners.Time.Waiting < timers && !running.IsCompleted)
            await Task.Yield();
    }
}
