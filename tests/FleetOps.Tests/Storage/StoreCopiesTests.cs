using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

public sealed class StoreCopiesTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TempFolder _temp = new();
    private readonly ManualTime _time = new();

    private DataFolder Folder => DataFolder.Open(_temp.Path);

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_copy_is_taken_once_a_day_and_holds_what_the_store_held()
    {
        using var store = Open();
        var claw = Some.RunningClaw();
        await store.Fleet.CommitAsync(new FleetChange { Claw = claw }, None);

        var copy = await store.Get<StoreCopies>().CopyIfDueAsync(None);

        copy.ShouldBe(_temp["copies/fleet-2026-11-20.db"]);
        (await store.Get<StoreCopies>().CopyIfDueAsync(None)).ShouldBeNull();
        using var file = SqliteFile.Open(copy!);
        var copied = new SqliteFleetStore(file, new EphemeralDataProtectionProvider());
        (await copied.FindClawAsync(claw.Name, None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Seven_days_are_kept_with_their_keys_and_nothing_half_made()
    {
        using var store = Open();
        await store.Secrets.SetAsync(Some.ClawName(), SecretName.GatewayToken, Some.Secret(), None);
        for (var day = 0; day < 9; day++)
        {
            await store.Get<StoreUpkeep>().RunAsync(None);
            _time.Advance(TimeSpan.FromDays(1));
        }

        var names = Directory.EnumerateFileSystemEntries(Folder.Copies).Select(Path.GetFileName).Order();

        var days = Enumerable.Range(22, 7).ToList();
        names.ShouldBe([
            .. days.Select(day => $"fleet-2026-11-{day}.db"),
            .. days.Select(day => $"keys-2026-11-{day}"),
        ]);
        Directory.EnumerateFiles(_temp["copies/keys-2026-11-28"]).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_copy_that_is_not_sound_is_not_kept()
    {
        using (var store = Open())
            await StoreDamage.FillAsync(store.Fleet);
        StoreDamage.Inflict(Folder.Store);
        using var file = SqliteFile.Open(Folder.Store);
        var copies = new StoreCopies(
            file, Folder, Options.Create(new StorageOptions()), _time, NullLogger<StoreCopies>.Instance);

        var failure = await Should.ThrowAsync<FleetException>(() => copies.CopyIfDueAsync(None));

        failure.Message.ShouldContain("not sound");
        Directory.EnumerateFileSystemEntries(Folder.Copies).ShouldBeEmpty();
    }

    [Fact]
    public async Task Restoring_puts_the_newest_sound_copy_in_place_and_keeps_the_damaged_store()
    {
        var claw = Some.RunningClaw();
        using (var store = Open())
        {
            await store.Fleet.CommitAsync(new FleetChange { Claw = claw }, None);
            await store.Get<StoreCopies>().CopyIfDueAsync(None);
            _time.Advance(TimeSpan.FromDays(1));
            await store.Get<StoreCopies>().CopyIfDueAsync(None);
        }

        await File.WriteAllTextAsync(Folder.CopyOf(new DateOnly(2026, 11, 21)), "damaged too", None);
        await File.WriteAllTextAsync(Folder.Store, "damaged", None);
        await File.WriteAllTextAsync(Folder.Store + "-wal", "its log", None);

        var restored = await RestoreAsync(null);

        restored.Day.ShouldBe(new DateOnly(2026, 11, 20));
        (await File.ReadAllTextAsync(Path.Combine(restored.Aside!, "fleet.db"), None)).ShouldBe("damaged");
        (await File.ReadAllTextAsync(Path.Combine(restored.Aside!, "fleet.db-wal"), None)).ShouldBe("its log");
        using var again = Open();
        (await again.Fleet.FindClawAsync(claw.Name, None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Restoring_brings_back_a_lost_key_ring()
    {
        var (alice, token) = (ClawName.Parse("alice"), Some.Secret());
        using (var store = Open())
        {
            await store.Secrets.SetAsync(alice, SecretName.TelegramBotToken, token, None);
            await store.Get<StoreCopies>().CopyIfDueAsync(None);
        }

        Directory.Delete(Folder.Keys, recursive: true);
        File.Delete(Folder.Store);

        (await RestoreAsync(new DateOnly(2026, 11, 20))).Aside.ShouldBeNull();

        using var again = Open();
        (await again.Secrets.FindAsync(alice, SecretName.TelegramBotToken, None)).ShouldBe(token);
    }

    [Fact]
    public async Task Restoring_without_a_sound_copy_changes_nothing()
    {
        (await Should.ThrowAsync<FleetException>(() => RestoreAsync(null))).Message.ShouldContain("There is no copy");
        using (var store = Open())
            await store.Get<StoreCopies>().CopyIfDueAsync(None);
        await File.WriteAllTextAsync(Folder.CopyOf(new DateOnly(2026, 11, 20)), "damaged", None);
        var before = await File.ReadAllBytesAsync(Folder.Store, None);

        var refusal = await Should.ThrowAsync<FleetException>(() => RestoreAsync(null));

        refusal.Reason.ShouldBe(FailureReason.NotFound);
        refusal.Message.ShouldContain("There are: 2026-11-20.");
        (await File.ReadAllBytesAsync(Folder.Store, None)).ShouldBe(before);
    }

    private TestStore Open() => new(_temp.Path, _time);

    private async Task<RestoredStore> RestoreAsync(DateOnly? day)
    {
        using var held = ParentLock.Take(Folder, "restore-store", _time);
        return await StoreRestoration.RestoreLatestAsync(held, day, _time, None);
    }
}
