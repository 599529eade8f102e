using System.Text;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Tests.Remote;

public sealed class PrivateFolderTests : IDisposable
{
    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("p-");

    [Fact]
    public async Task Only_its_account_may_enter_it_and_read_its_files()
    {
        using var folder = PrivateFolder.Create(_place.FullName);
        var file = await folder.WriteAsync("a.key", "secret", CancellationToken.None);

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.GetUnixFileMode(folder.Path).ShouldBe(owner | UnixFileMode.UserExecute);
        File.GetUnixFileMode(file).ShouldBe(owner);
    }

    [Fact]
    public async Task It_is_gone_with_its_files_after_dispose()
    {
        var folder = PrivateFolder.Create(_place.FullName);
        await folder.WriteAsync("a.key", "secret", CancellationToken.None);

        folder.Dispose();

        _place.GetDirectories().ShouldBeEmpty();
    }

    [Fact]
    public void One_that_a_dead_process_left_is_deleted_and_a_living_ones_is_not()
    {
        using var living = PrivateFolder.Create(_place.FullName);
        var left = _place.CreateSubdirectory("pclaw-dead");
        File.WriteAllText(Path.Combine(left.FullName, "lock"), "");
        File.WriteAllText(Path.Combine(left.FullName, "old.sock"), "");

        using var folder = PrivateFolder.Create(_place.FullName);

        Directory.Exists(left.FullName).ShouldBeFalse();
        Directory.Exists(living.Path).ShouldBeTrue();
    }

    [Fact]
    public void A_socket_with_too_long_a_path_is_refused()
    {
        using var folder = PrivateFolder.Create(_place.FullName);
        var room = PrivateFolder.LongestSocket - Encoding.UTF8.GetByteCount(folder.Path) - 1;

        folder.Socket(new string('s', room)).Length.ShouldBe(PrivateFolder.LongestSocket);
        Should.Throw<InvalidOperationException>(() => folder.Socket(new string('s', room + 1)));
    }

    public void Dispose() => _place.Delete(recursive: true);
}
