using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

public sealed class ParentLockTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_second_process_is_refused_with_a_sentence_that_names_the_first()
    {
        using var held = ParentLock.Take(DataFolder.Open(_temp.Path), "telegram", _time);
        await using var second = StoreChild.Start("hold", _temp.Path);

        (await second.HearAsync()).ShouldBeNull();

        (await second.ComplaintAsync()).ShouldStartWith(
            $"ParentClaw runs already on {_temp.Path}: process {Environment.ProcessId} (telegram), "
            + "since 2026-11-20 08:00:00 UTC.");
    }

    [Fact]
    public async Task A_killed_process_leaves_the_folder_free()
    {
        var folder = DataFolder.Open(_temp.Path);
        await using var first = StoreChild.Start("hold", _temp.Path);
        (await first.HearAsync()).ShouldBe("held");
        var refusal = Should.Throw<FleetException>(() => ParentLock.Take(folder, "terminal", _time));
        refusal.Reason.ShouldBe(FailureReason.StoreFailed);
        refusal.Message.ShouldContain($"process {first.Id} (terminal)");

        await first.KillAsync();

        ParentLock.Take(folder, "terminal", _time).Dispose();
    }

    [Fact]
    public void A_lock_given_back_can_be_taken_again()
    {
        var folder = DataFolder.Open(_temp.Path);

        ParentLock.Take(folder, "terminal", _time).Dispose();

        ParentLock.Take(folder, "terminal", _time).Dispose();
        File.Exists(folder.LockHolder).ShouldBeFalse();
    }
}
