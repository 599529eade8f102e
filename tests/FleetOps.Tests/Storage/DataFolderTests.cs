using System.Runtime.Versioning;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

[UnsupportedOSPlatform("windows")]
public sealed class DataFolderTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("/srv/claws", "/xdg", "/home/mia", "/srv/claws")]
    [InlineData("", "/xdg", "/home/mia", "/xdg/parentclaw")]
    [InlineData(null, "not/rooted", "/home/mia", "/home/mia/.local/share/parentclaw")]
    [InlineData(null, null, "/home/mia", "/home/mia/.local/share/parentclaw")]
    public void The_nearest_name_wins(string? own, string? xdg, string? home, string expected) =>
        DataFolder.Locate(Environment(own, xdg, home)).ShouldBe(expected);

    [Fact]
    public void An_account_without_a_home_is_told_which_variable_to_set() =>
        Should.Throw<FleetException>(() => DataFolder.Locate(Environment(null, null, null)))
            .Message.ShouldContain("Set PARENTCLAW_DATA");

    [Fact]
    public void A_new_folder_and_its_keys_are_this_accounts_alone()
    {
        var folder = DataFolder.Open(_temp["deep/down"]);

        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.GetUnixFileMode(folder.Path).ShouldBe(mine);
        File.GetUnixFileMode(folder.Keys).ShouldBe(mine);
    }

    [Fact]
    public async Task The_store_and_its_copy_are_readable_by_this_account_alone()
    {
        using var store = new TestStore(_temp.Path);
        await store.Fleet.CommitAsync(new FleetChange { Claw = Some.NewClaw() }, CancellationToken.None);

        var copy = await store.Get<StoreCopies>().CopyIfDueAsync(CancellationToken.None);

        foreach (var file in new[] { store.Folder.Store, $"{store.Folder.Store}-wal", copy! })
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named_with_the_way_out()
    {
        File.WriteAllText(_temp["file"], "");

        var refusal = Should.Throw<FleetException>(() => DataFolder.Open(_temp["file/below"]));

        refusal.Reason.ShouldBe(FailureReason.StoreFailed);
        refusal.Message.ShouldContain($"The data folder {_temp["file/below"]} cannot be made");
        refusal.Message.ShouldContain("PARENTCLAW_DATA");
    }

    private static Func<string, string?> Environment(string? own, string? xdg, string? home) =>
        variable => variable switch
        {
            "PARENTCLAW_DATA" => own,
            "XDG_DATA_HOME" => xdg,
            "HOME" => home,
            _ => null,
        };
}
