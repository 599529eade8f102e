using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests;

public sealed class OperationFollowerTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly OperationFeed _feed = new();
    private readonly TestStore _store;

    public OperationFollowerTests() => _store = new TestStore(time: _time);

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task An_operation_that_is_not_there_has_no_looks() =>
        (await Follow(OperationId.New()).ToListAsync()).ShouldBeEmpty();

    [Fact]
    public async Task An_ended_operation_has_one_look()
    {
        var ended = await Stored(Some.Operation(), OperationStatus.Succeeded);

        (await Follow(ended.Id).ToListAsync()).ShouldHaveSingleItem().Version.ShouldBe(ended.Version);
    }

    [Fact]
    public async Task What_another_process_stored_is_seen_without_the_feed()
    {
        var begun = await Stored(Some.Operation(), OperationStatus.Open);
        await using var looks = Follow(begun.Id).GetAsyncEnumerator();
        (await looks.MoveNextAsync()).ShouldBeTrue();
        var next = looks.MoveNextAsync().AsTask();
        var ended = await Stored(begun, OperationStatus.Failed);
        while (!next.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await next).ShouldBeTrue();
        (looks.Current.Status, looks.Current.Version).ShouldBe((OperationStatus.Failed, ended.Version));
    }

    [Fact]
    public async Task What_is_told_but_not_stored_yet_is_seen_and_not_undone_by_the_store()
    {
        var begun = await Stored(Some.Operation(), OperationStatus.Open);
        await using var looks = Follow(begun.Id).GetAsyncEnumerator();
        await looks.MoveNextAsync();
        var next = looks.MoveNextAsync().AsTask();
        _feed.Publish(begun with { Steps = [begun.Steps[0] with { Status = StepStatus.Running }] });
        (await next).ShouldBeTrue();
        looks.Current.Steps[0].Status.ShouldBe(StepStatus.Running);

        next = looks.MoveNextAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(1));
        _feed.Publish(begun with { Version = begun.Version + 1, Status = OperationStatus.Succeeded });

        (await next).ShouldBeTrue();
        looks.Current.Status.ShouldBe(OperationStatus.Succeeded);
    }

    [Fact]
    public async Task What_the_feed_tells_is_seen_at_once_and_others_operations_are_not()
    {
        var begun = await Stored(Some.Operation(), OperationStatus.Open);
        await using var looks = Follow(begun.Id).GetAsyncEnumerator();
        await looks.MoveNextAsync();
        var next = looks.MoveNextAsync().AsTask();

        _feed.Publish(Some.Operation() with { Version = 9 });
        _feed.Publish(begun with { Version = begun.Version + 1, IsUndoing = true });

        (await next).ShouldBeTrue();
        looks.Current.ShouldBe(begun with { Version = begun.Version + 1, IsUndoing = true });
    }

    private IAsyncEnumerable<OperationRecord> Follow(OperationId id) =>
        new OperationFollower(_feed, _store.Fleet, _time).FollowAsync(id, CancellationToken.None);

    private async Task<OperationRecord> Stored(OperationRecord operation, OperationStatus status)
    {
        var claw = await _store.Fleet.FindClawAsync(operation.Claw, CancellationToken.None);
        await _store.Fleet.CommitAsync(
            new FleetChange
            {
                Claw = claw ?? Some.NewClaw() with { Name = operation.Claw },
                Operation = operation with { Status = status },
            },
            CancellationToken.None);
        return (await _store.Fleet.FindOperationAsync(operation.Id, CancellationToken.None))!;
    }
}
