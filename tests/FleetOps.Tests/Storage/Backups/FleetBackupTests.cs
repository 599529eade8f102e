using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;
using ParentClaw.FleetOps.Storage.Backups;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage.Backups;

public sealed class FleetBackupTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Secret Passphrase = new("correct horse battery staple");

    private readonly TempFolder _temp = new();
    private readonly ManualTime _time = new();

    private string Backup => _temp["fleet.backup"];

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_backup_of_a_store_in_use_lives_on_in_an_empty_folder()
    {
        var claw = Some.RunningClaw();
        using (var store = Open("old"))
        {
            _ = new AppLayers(store.Folder.AppLayers);
            await store.Fleet.CommitAsync(new FleetChange { Claw = claw }, None);
            await store.Secrets.SetAsync(claw.Name, SecretName.GatewayToken, new Secret("the token"), None);
            await FleetBackup.WriteAsync(store.Folder, Backup, Passphrase, None);
            await store.Fleet.CommitAsync(
                new FleetChange { Claw = Some.RunningClaw() with { Name = ClawName.Parse("later") } }, None);
        }

        var restored = await RestoreAsync("new");

        restored.Aside.ShouldBeNull();
        using var again = Open("new");
        (await again.Fleet.ListClawsAsync(None)).ShouldHaveSingleItem().Name.ShouldBe(claw.Name);
        (await again.Secrets.FindAsync(claw.Name, SecretName.GatewayToken, None)).ShouldBe(new Secret("the token"));
        Names("new/app-layers").ShouldBe(Names("old/app-layers"));
        Names("new").ShouldNotContain("restoring");
    }

    [Fact]
    public async Task What_stood_there_is_moved_aside_and_its_keys_stay()
    {
        using (var store = Open("old"))
        {
            await store.Secrets.SetAsync(Some.ClawName(), SecretName.GatewayToken, Some.Secret(), None);
            await FleetBackup.WriteAsync(store.Folder, Backup, Passphrase, None);
        }

        using (var store = Open("new"))
            await store.Secrets.SetAsync(Some.ClawName(), SecretName.GatewayToken, Some.Secret(), None);
        var before = await File.ReadAllBytesAsync(_temp["new/fleet.db"], None);

        var restored = await RestoreAsync("new");

        (await File.ReadAllBytesAsync(Path.Combine(restored.Aside!, "fleet.db"), None)).ShouldBe(before);
        Names("new/keys").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_backup_is_for_its_owner_alone_and_holds_nothing_readable()
    {
        using var store = Open("old");
        await store.Fleet.CommitAsync(new FleetChange { Claw = Some.RunningClaw() }, None);

        await FleetBackup.WriteAsync(store.Folder, Backup, Passphrase, None);

        File.GetUnixFileMode(Backup).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var bytes = await File.ReadAllBytesAsync(Backup, None);
        bytes.AsSpan().IndexOf("SQLite format"u8).ShouldBe(-1);
        bytes.AsSpan().IndexOf("fleet.db"u8).ShouldBe(-1);
        Names("old").ShouldNotContain(name => name.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_written_over()
    {
        await File.WriteAllTextAsync(Backup, "a good backup", None);
        using var store = Open("old");
        await store.Fleet.ListClawsAsync(None);

        var refusal = await Should.ThrowAsync<FleetException>(
            () => FleetBackup.WriteAsync(store.Folder, Backup, Passphrase, None));

        refusal.Message.ShouldStartWith($"{Backup} is there already");
        (await File.ReadAllTextAsync(Backup, None)).ShouldBe("a good backup");
    }

    [Fact]
    public async Task Without_a_store_there_is_nothing_to_back_up() =>
        (await Should.ThrowAsync<FleetException>(
            () => FleetBackup.WriteAsync(DataFolder.Open(_temp["old"]), Backup, Passphrase, None)))
            .Message.ShouldStartWith("There is no store in ");

    [Fact]
    public async Task A_damaged_store_is_not_backed_up()
    {
        using (var store = Open("old"))
            await StoreDamage.FillAsync(store.Fleet);
        StoreDamage.Inflict(_temp["old/fleet.db"]);

        var refusal = await Should.ThrowAsync<FleetException>(
            () => FleetBackup.WriteAsync(DataFolder.Open(_temp["old"]), Backup, Passphrase, None));

        refusal.Message.ShouldContain("not sound");
        File.Exists(Backup).ShouldBeFalse();
    }

    [Fact]
    public async Task A_restoration_that_was_interrupted_never_ends_in_an_empty_fleet()
    {
        Directory.CreateDirectory(_temp["new/restoring"]);

        Should.Throw<FleetException>(() => Open("new").Fleet)
            .Message.ShouldEndWith("Repeat it: parentbot restore FILE");
        using (var store = Open("old"))
        {
            await store.Fleet.CommitAsync(new FleetChange { Claw = Some.RunningClaw() }, None);
            await FleetBackup.WriteAsync(store.Folder, Backup, Passphrase, None);
        }

        await RestoreAsync("new");

        using var again = Open("new");
        (await again.Fleet.ListClawsAsync(None)).ShouldHaveSingleItem();
    }

    private TestStore Open(string folder) => new(_temp[folder], _time);

    private async Task<RestoredBackup> RestoreAsync(string folder)
    {
        using var held = ParentLock.Take(DataFolder.Open(_temp[folder]), "test", _time);
        return await BackupRestoration.RestoreAsync(held, Backup, Passphrase, _time, None);
    }

    private List<string> Names(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(_temp[folder]).Select(path => Path.GetFileName(path)!).Order()];
}
