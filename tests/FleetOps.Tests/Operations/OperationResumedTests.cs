using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Tests.Operations;

/// <summary>One operation, several runners: one after the other, or one too many.</summary>
public sealed class OperationResumedTests
{
    private readonly List<string> _done = [];

    [Fact]
    public async Task A_parent_that_stops_leaves_the_operation_open_and_the_next_one_goes_on()
    {
        using var stopping = new CancellationTokenSource();
        var tries = 0;
        var slow = new Act("Two", async (claw, _, token) =>
        {
            if (tries++ == 0)
            {
                await stopping.CancelAsync();
                token.ThrowIfCancellationRequested();
            }

            return claw;
        });
        using var runners = new Runners(new Errand(Note("One"), slow, Note("Three")));
        var order = await runners.OrderAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => runners.Runner.RunAsync(order.Id, stopping.Token));
        (await runners.FindAsync(order)).ShouldSatisfyAllConditions(
            left => left.Status.ShouldBe(OperationStatus.Open),
            left => left.Steps.Select(step => step.Status)
                .ShouldBe([StepStatus.Done, StepStatus.ToCome, StepStatus.ToCome]));

        (await runners.RunAsync(order)).Status.ShouldBe(OperationStatus.Succeeded);
        _done.ShouldBe(["One", "Three"]);
    }

    [Fact]
    public async Task A_runner_whose_operation_was_taken_over_stops_without_a_word_in_the_record()
    {
        Runners runners = null!;
        OperationRecord order = null!;
        var taken = new Act("One", async (claw, _, token) =>
        {
            await runners.Store.CommitAsync(
                new() { Operation = (await runners.FindAsync(order)) with { By = "another" } }, token);
            return claw;
        });
        using (runners = new Runners(new Errand(taken, Note("Two"))))
        {
            order = await runners.OrderAsync();
            var left = await runners.RunAsync(order);

            left.Status.ShouldBe(OperationStatus.Open);
            left.Steps.ShouldAllBe(step => step.Status == StepStatus.ToCome);
            _done.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task An_operation_that_ended_is_not_run_again()
    {
        using var runners = new Runners(new Errand(Note("One")));
        var ended = await runners.RunAsync(await runners.OrderAsync());

        (await runners.RunAsync(ended)).Version.ShouldBe(ended.Version);
        _done.ShouldBe(["One"]);
    }

    private Act Note(string name) => new(name, () => _done.Add(name));
}
