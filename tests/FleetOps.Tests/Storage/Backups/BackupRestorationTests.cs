using System.Formats.Tar;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;
using ParentClaw.FleetOps.Storage.Backups;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage.Backups;

/// <summary>Whatever is wrong with a backup: one sentence, and nothing of what stands there is touched.</summary>
public sealed class BackupRestorationTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Secret Passphrase = new("correct horse battery staple");

    private readonly TempFolder _temp = new();
    private readonly ManualTime _time = new();
    private readonly string _file;

    public BackupRestorationTests() => _file = _temp["fleet.backup"];

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_wrong_passphrase_is_said()
    {
        await BackUpAsync();

        (await RefusalAsync(new Secret("correct horse battery stable")))
            .ShouldBe($"This passphrase does not open {_file}. Nothing was touched; try another.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK")]
    [InlineData("a picture of a cat, which is long enough to hold a header of sixty-one bytes and more")]
    public async Task A_foreign_file_is_said(string content)
    {
        await File.WriteAllTextAsync(_file, content, None);

        (await RefusalAsync()).ShouldBe($"{_file} is no backup of ParentClaw.");
    }

    [Theory]
    [InlineData(30)]
    [InlineData(61)]
    [InlineData(5000)]
    public async Task A_file_that_lost_its_end_is_said(int kept)
    {
        await BackUpAsync();
        await File.WriteAllBytesAsync(_file, (await File.ReadAllBytesAsync(_file, None))[..kept], None);

        (await RefusalAsync()).ShouldStartWith($"{_file} is cut off");
    }

    [Theory]
    [InlineData(9, "is damaged")]
    [InlineData(20, "is damaged")]
    [InlineData(40, "is damaged")]
    [InlineData(50, "is damaged")]
    [InlineData(70, "is damaged")]
    [InlineData(5000, "is damaged")]
    public async Task A_flipped_byte_is_said(int at, string finding)
    {
        await BackUpAsync();
        var bytes = await File.ReadAllBytesAsync(_file, None);
        bytes[at] ^= 0x10;
        await File.WriteAllBytesAsync(_file, bytes, None);

        (await RefusalAsync()).ShouldContain(finding);
    }

    [Fact]
    public async Task A_file_of_a_newer_format_is_said()
    {
        await BackUpAsync();
        var bytes = await File.ReadAllBytesAsync(_file, None);
        bytes[8] = 2;
        await File.WriteAllBytesAsync(_file, bytes, None);

        (await RefusalAsync()).ShouldBe($"A newer ParentClaw wrote {_file}. Restore it with that version.");
    }

    [Fact]
    public async Task Keys_that_open_no_secret_are_said()
    {
        using (var store = await BegunAsync("old"))
            await store.Secrets.SetAsync(Some.ClawName(), SecretName.GatewayToken, Some.Secret(), None);
        foreach (var key in Directory.EnumerateFiles(_temp["old/keys"]))
            File.Delete(key);
        await FleetBackup.WriteAsync(DataFolder.Open(_temp["old"]), _file, Passphrase, None);

        (await RefusalAsync()).ShouldContain("its keys open none of its secrets");
    }

    [Theory]
    [InlineData("../evil", "it holds ../evil")]
    [InlineData("keys/../../evil", "it holds keys/../../evil")]
    [InlineData("/etc/evil", "it holds /etc/evil")]
    [InlineData("logs/evil", "it holds logs/evil")]
    [InlineData("keys/key-1.xml", "there is no store in it")]
    public async Task An_archive_that_no_parent_wrote_is_said(string entry, string finding)
    {
        Forge(new PaxTarEntry(TarEntryType.RegularFile, entry) { DataStream = new MemoryStream([1]) });

        (await RefusalAsync()).ShouldContain(finding);
        File.Exists(_temp["evil"]).ShouldBeFalse();
    }

    [Fact]
    public async Task An_end_that_was_lost_behind_the_archive_is_said()
    {
        Forge(
            new PaxTarEntry(TarEntryType.RegularFile, "fleet.db") { DataStream = new MemoryStream([1]) },
            behind: SealedRecord.MostText);
        var record = SealedRecord.PrefixLength + SealedRecord.MostText + SealedRecord.TagLength;
        await File.WriteAllBytesAsync(_file, (await File.ReadAllBytesAsync(_file, None))[..(61 + record)], None);

        (await RefusalAsync()).ShouldStartWith($"{_file} is cut off");
    }

    [Fact]
    public async Task A_link_in_an_archive_is_said()
    {
        Forge(new PaxTarEntry(TarEntryType.SymbolicLink, "keys/link") { LinkName = "/etc/passwd" });

        (await RefusalAsync()).ShouldContain("it holds keys/link");
    }

    private async Task<TestStore> BegunAsync(string folder)
    {
        var store = new TestStore(_temp[folder], _time);
        await store.Fleet.CommitAsync(new FleetChange { Claw = Some.RunningClaw() }, None);
        return store;
    }

    private async Task BackUpAsync()
    {
        using var store = await BegunAsync("old");
        await FleetBackup.WriteAsync(store.Folder, _file, Passphrase, None);
    }

    private void Forge(TarEntry entry, int behind = 0)
    {
        using var output = File.Create(_file);
        var header = BackupHeader.Make(Passphrase);
        output.Write(header.Bytes);
        using var records = new SealingStream(output, header.Bytes, header.Key);
        using (var archive = new TarWriter(records, TarEntryFormat.Pax, leaveOpen: true))
            archive.WriteEntry(entry);
        records.Write(new byte[behind]);
        records.Finish();
    }

    /// <summary>Restores over a living folder; what it says, once nothing there has changed.</summary>
    private async Task<string> RefusalAsync(Secret? passphrase = null)
    {
        (await BegunAsync("new")).Dispose();
        using var held = ParentLock.Take(DataFolder.Open(_temp["new"]), "test", _time);
        var before = Content();

        var refusal = await Should.ThrowAsync<FleetException>(
            () => BackupRestoration.RestoreAsync(held, _file, passphrase ?? Passphrase, _time, None));

        Content().ShouldBe(before);
        refusal.Reason.ShouldBe(FailureReason.InvalidRequest);
        return refusal.Message;
    }

    private List<string> Content() =>
    [
        .. Directory.EnumerateFileSystemEntries(_temp["new"], "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Where(path => Path.GetFileName(path) != "parent.lock")
            .Select(path => File.Exists(path) ? $"{path} {Convert.ToHexString(File.ReadAllBytes(path))}" : path),
    ];
}
