using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

public sealed class SqliteFleetStoreTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestStore _store = new();

    private IFleetStore Fleet => _store.Fleet;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_claw_comes_back_with_every_field()
    {
        var claw = Some.FailedClaw();

        var committed = await CommitAsync(claw);

        committed.Version.ShouldBe(1);
        Claw?[] found = [await Fleet.FindClawAsync(claw.Name, None), (await Fleet.ListClawsAsync(None)).Single()];
        foreach (var back in found)
        {
            back.ShouldNotBeNull();
            back.FailedImages.ShouldBe(claw.FailedImages);
            back.Labels.ShouldBe(claw.Labels);
            (back with { FailedImages = claw.FailedImages, Labels = claw.Labels }).ShouldBe(claw with { Version = 1 });
        }
    }

    [Fact]
    public async Task A_claw_of_which_little_is_known_comes_back_with_empty_collections()
    {
        var claw = Some.NewClaw();
        await CommitAsync(claw);

        var back = await Fleet.FindClawAsync(claw.Name, None);

        back!.Labels.ShouldBeEmpty();
        back.FailedImages.ShouldBeEmpty();
        back.Spec.ShouldBeNull();
    }

    [Fact]
    public async Task An_operation_comes_back_with_every_field()
    {
        var operation = Some.EndedOperation();

        var committed = await Fleet.CommitAsync(new FleetChange { Operation = operation }, None);

        committed.Operation!.Version.ShouldBe(1);
        var back = await Fleet.FindOperationAsync(operation.Id, None);
        back!.Steps.ShouldBe(operation.Steps);
        back.Options.ShouldBe(operation.Options);
        (back with { Steps = operation.Steps, Options = operation.Options }).ShouldBe(operation with { Version = 1 });
    }

    [Fact]
    public async Task Claws_are_listed_by_name_as_they_are_now()
    {
        var stored = await CommitAsync(Some.RunningClaw() with { Name = Name("mia") });
        await CommitAsync(Some.RunningClaw() with { Name = Name("bob") });
        (await Fleet.ListClawsAsync(None)).Select(claw => claw.Name.Value).ShouldBe(["bob", "mia"]);

        await CommitAsync(stored with { State = ClawState.Parking });

        (await Fleet.ListClawsAsync(None)).Select(claw => claw.State).ShouldBe([ClawState.Running, ClawState.Parking]);
    }

    [Fact]
    public async Task A_claw_forgotten_and_ordered_again_is_not_taken_for_the_old_one()
    {
        var old = await CommitAsync(Some.RunningClaw());
        await Fleet.ListClawsAsync(None);
        await Fleet.CommitAsync(new FleetChange { ForgottenClaw = old }, None);

        await CommitAsync(Some.NewClaw() with { Name = old.Name });

        (await Fleet.ListClawsAsync(None)).Single().State.ShouldBe(ClawState.New);
    }

    [Fact]
    public async Task The_later_writer_of_a_claw_is_refused()
    {
        var claw = await CommitAsync(Some.RunningClaw());
        await CommitAsync(claw with { Model = "openai/gpt-9" });

        var refusal = await ShouldBeStaleAsync(new FleetChange { Claw = claw with { Model = "xai/other" } });

        refusal.Message.ShouldContain(claw.Name.Value);
        (await Fleet.FindClawAsync(claw.Name, None))!.Model.ShouldBe("openai/gpt-9");
    }

    [Fact]
    public async Task A_claw_that_is_there_is_not_new_again()
    {
        var claw = await CommitAsync(Some.RunningClaw());

        await ShouldBeStaleAsync(new FleetChange { Claw = claw with { Version = 0 } });
    }

    [Fact]
    public async Task The_later_writer_of_an_operation_is_refused()
    {
        var operation = await CommitAsync(Some.Operation());
        await CommitAsync(operation with { IsUndoing = true });

        await ShouldBeStaleAsync(new FleetChange { Operation = operation });
        await ShouldBeStaleAsync(new FleetChange { Operation = operation with { Version = 0 } });
    }

    [Fact]
    public async Task A_second_open_operation_of_a_claw_is_refused_until_the_first_ended()
    {
        var first = await CommitAsync(Some.Operation());
        var second = Some.Operation(first.Claw);
        var refusal = await ShouldBeStaleAsync(new FleetChange { Operation = second });
        refusal.Message.ShouldContain("Another operation holds");

        await CommitAsync(first with { Status = OperationStatus.Succeeded });
        await CommitAsync(second);

        (await Fleet.ListOpenOperationsAsync(None)).Single().Id.ShouldBe(second.Id);
    }

    [Fact]
    public async Task Operations_are_listed_newest_first_and_open_ones_oldest_first()
    {
        var first = await CommitAsync(Some.Operation());
        var third = await CommitAsync(Some.Operation() with { At = Some.Moment.AddMinutes(2) });
        var second = await CommitAsync(Some.Operation() with { At = Some.Moment.AddMinutes(1) });

        (await Fleet.ListOpenOperationsAsync(None)).Select(one => one.Id).ShouldBe([first.Id, second.Id, third.Id]);
        (await Fleet.ListOperationsAsync(null, 2, None)).Select(one => one.Id).ShouldBe([third.Id, second.Id]);
        (await Fleet.ListOperationsAsync(first.Claw, 9, None)).Select(one => one.Id).ShouldBe([first.Id]);
    }

    [Fact]
    public async Task The_cancel_flag_survives_a_save_by_somebody_who_never_saw_it()
    {
        var operation = await CommitAsync(Some.Operation());
        (await Fleet.IsCancelRequestedAsync(operation.Id, None)).ShouldBeFalse();

        (await Fleet.RequestCancelAsync(operation.Id, None)).ShouldBeTrue();
        var saved = await CommitAsync(operation with { IsUndoing = true });

        saved.CancelRequested.ShouldBeTrue();
        (await Fleet.IsCancelRequestedAsync(operation.Id, None)).ShouldBeTrue();
        (await Fleet.FindOperationAsync(operation.Id, None))!.CancelRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task An_ended_or_unknown_operation_cannot_be_cancelled()
    {
        var ended = await CommitAsync(Some.EndedOperation());

        (await Fleet.RequestCancelAsync(ended.Id, None)).ShouldBeFalse();
        (await Fleet.RequestCancelAsync(OperationId.New(), None)).ShouldBeFalse();
        (await Fleet.IsCancelRequestedAsync(ended.Id, None)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_not_there_is_null_or_empty()
    {
        (await Fleet.FindClawAsync(Some.ClawName(), None)).ShouldBeNull();
        (await Fleet.FindOperationAsync(OperationId.New(), None)).ShouldBeNull();
        (await Fleet.FindSettingAsync("telegram.offset", None)).ShouldBeNull();
        (await Fleet.ListClawsAsync(None)).ShouldBeEmpty();
        (await Fleet.ListLastProbesAsync(None)).ShouldBeEmpty();
        (await Fleet.ListRestorePointsAsync(Some.ClawName(), None)).ShouldBeEmpty();
    }

    private static ClawName Name(string name) => ClawName.Parse(name);

    private async Task<Claw> CommitAsync(Claw claw) =>
        (await Fleet.CommitAsync(new FleetChange { Claw = claw }, None)).Claw!;

    private async Task<OperationRecord> CommitAsync(OperationRecord operation) =>
        (await Fleet.CommitAsync(new FleetChange { Operation = operation }, None)).Operation!;

    private async Task<FleetException> ShouldBeStaleAsync(FleetChange change)
    {
        var refusal = await Should.ThrowAsync<FleetException>(() => Fleet.CommitAsync(change, None));
        refusal.Reason.ShouldBe(FailureReason.StaleRecord);
        return refusal;
    }
}
