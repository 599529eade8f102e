using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Operations;

public sealed class OperationRunnerTests
{
    private readonly List<string> _done = [];

    [Fact]
    public async Task Steps_run_in_order_and_the_record_is_saved_after_each()
    {
        Runners runners = null!;
        OperationRecord order = null!;
        var saved = new List<StepStatus[]>();
        async Task<Claw> Look(Claw claw, StepContext context, CancellationToken cancellationToken)
        {
            saved.Add([.. (await runners.FindAsync(order)).Steps.Select(step => step.Status)]);
            return claw;
        }

        using (runners = new Runners(new Errand(new Act("One", Look), new Act("Two", Look), new Act("Three", Look))))
        {
            order = await runners.OrderAsync();
            var ended = await runners.RunAsync(order);

            saved.ShouldBe(
            [
                [StepStatus.ToCome, StepStatus.ToCome, StepStatus.ToCome],
                [StepStatus.Done, StepStatus.ToCome, StepStatus.ToCome],
                [StepStatus.Done, StepStatus.Done, StepStatus.ToCome],
            ]);
            ended.Status.ShouldBe(OperationStatus.Succeeded);
            ended.EndedAt.ShouldBe(runners.Time.GetUtcNow());
            ended.Conclusion.ShouldBe($"The errand for {order.Claw} is done.");
            (await runners.ClawOfAsync(order)).State.ShouldBe(ClawState.Parked);
        }
    }

    [Fact]
    public async Task A_failure_says_where_and_why_and_leaves_the_claw_failed()
    {
        using var runners = new Runners(
            new Errand(Note("One"), Fails("Two", FailureReason.QuotaExceeded), Note("Three")));
        var order = await runners.OrderAsync();

        var ended = await runners.RunAsync(order);

        ended.Status.ShouldBe(OperationStatus.Failed);
        ended.Conclusion.ShouldBe(
            $"{order.Claw} is in trouble at 'Doing Two': Two did not work. /why {order.Claw} tells more.");
        ended.Steps.Select(step => step.Status).ShouldBe([StepStatus.Done, StepStatus.Failed, StepStatus.ToCome]);
        (await runners.ClawOfAsync(order)).ShouldSatisfyAllConditions(
            claw => claw.State.ShouldBe(ClawState.Failed),
            claw => claw.Failure.ShouldBe(new ClawFailure(
                order.Id, ClawTrigger.Park, "Doing Two", FailureReason.QuotaExceeded,
                "Two did not work.", Some.Moment)));
        _done.ShouldBe(["One"]);
    }

    [Fact]
    public async Task A_way_back_runs_its_own_steps_and_ends_where_it_began()
    {
        using var runners = new Runners(new Errand(Note("One"), Fails("Two"), Note("Three"))
        {
            Back = [Note("Home"), Note("Rest")],
        });
        var claw = Some.RunningClaw();
        var order = await runners.OrderAsync(claw);

        var ended = await runners.RunAsync(order);

        _done.ShouldBe(["One", "Home", "Rest"]);
        ended.Status.ShouldBe(OperationStatus.RolledBack);
        ended.Steps.Select(step => step.Name).ShouldBe(["One", "Two", "Home", "Rest"]);
        ended.Target.ShouldBe(claw.Spec);
        ended.Conclusion!.ShouldStartWith(
            $"Running an errand for {order.Claw} failed at 'Doing Two': Two did not work. It is back on image 1.0.0");
        (await runners.ClawOfAsync(order)).ShouldSatisfyAllConditions(
            now => now.State.ShouldBe(ClawState.Running), now => now.Failure.ShouldBeNull());
    }

    [Fact]
    public async Task A_way_back_that_fails_too_keeps_the_first_failure_in_the_record()
    {
        using var runners = new Runners(new Errand(Fails("One")) { Back = [Fails("Home", FailureReason.NotFound)] });

        var ended = await runners.RunAsync(await runners.OrderAsync());

        ended.Status.ShouldBe(OperationStatus.Failed);
        ended.Failure!.Step.ShouldBe("Doing One");
        (await runners.ClawOfAsync(ended)).Failure!.Step.ShouldBe("Doing Home");
    }

    [Fact]
    public async Task A_cancelled_operation_stops_between_two_steps_and_names_the_way_on()
    {
        Runners runners = null!;
        OperationRecord order = null!;
        var cancels = new Act("One", async (claw, _, token) =>
        {
            (await runners.Store.RequestCancelAsync(order.Id, token)).ShouldBeTrue();
            return claw;
        });
        using (runners = new Runners(new Errand(cancels, Note("Two"))))
        {
            order = await runners.OrderAsync();
            var ended = await runners.RunAsync(order);

            ended.Status.ShouldBe(OperationStatus.Cancelled);
            ended.Steps.Select(step => step.Status).ShouldBe([StepStatus.Done, StepStatus.Failed]);
            ended.Steps[1].ShouldSatisfyAllConditions(
                step => step.StartedAt.ShouldBeNull(), step => step.Attempts.ShouldBe(0));
            ended.Conclusion.ShouldBe(
                $"Running an errand for {order.Claw} was cancelled before 'Doing Two'. "
                + $"/park {order.Claw} goes on with it; "
                + $"/resuscitate {order.Claw} makes it whole.");
            (await runners.ClawOfAsync(order)).State.ShouldBe(ClawState.Failed);
            _done.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_bug_ends_the_operation_as_unexpected_and_names_the_line_of_the_log()
    {
        using var runners = new Runners(
            new Errand(new Act("One", () => throw new InvalidOperationException("a secret detail"))));

        var ended = await runners.RunAsync(await runners.OrderAsync());

        ended.Failure!.Reason.ShouldBe(FailureReason.Unexpected);
        ended.Failure.Message.ShouldBe($"Something unforeseen happened; the log has it under {ended.Id}.");
        ended.Steps[0].Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_step_leaves_is_stored_with_its_end()
    {
        var point = Some.RestorePoint(Some.ClawName());
        var leaves = new Act("One", (claw, context, _) =>
        {
            context.Keep(point with { Claw = claw.Name });
            context.Keep(Some.Probe(claw.Name));
            context.Keep(Some.RungAttempt(claw.Name));
            context.Skip("It was done before.");
            return Task.FromResult(claw);
        });
        using var runners = new Runners(new Errand(leaves));

        var ended = await runners.RunAsync(await runners.OrderAsync());

        ended.Steps.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            step => step.Status.ShouldBe(StepStatus.Skipped), step => step.Note.ShouldBe("It was done before."));
        (await runners.Store.ListRestorePointsAsync(ended.Claw, default)).ShouldHaveSingleItem().Id.ShouldBe(point.Id);
        (await runners.Store.ListProbesAsync(ended.Claw, 9, default)).ShouldHaveSingleItem();
        (await runners.Store.ListRungAttemptsAsync(ended.Claw, Some.Moment, default)).ShouldHaveSingleItem();
        (await runners.Store.ListEventsAsync(ended.Claw, 9, default)).Select(told => told.Kind)
            .ShouldBe(["operation", "rung", "operation"], ignoreOrder: true);
    }

    private Act Note(string name) => new(name, () => _done.Add(name));

    private static Act Fails(string name, FailureReason reason = FailureReason.InvalidRequest) =>
        new(name, () => throw new FleetException(reason, $"{name} did not work."));
}
