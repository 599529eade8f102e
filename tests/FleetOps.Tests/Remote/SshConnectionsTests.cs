using System.Net.Sockets;
using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Remote;

public sealed class SshConnectionsTests
{
    [Needs("sshd", "ssh")]
    public async Task Beyond_the_cap_the_connection_unused_for_longest_is_closed()
    {
        var time = new ManualTime();
        await using var ground = await SshGround.MakeAsync(time, options => options.MaxConnections = 2);

        foreach (var claw in new[] { "ann", "bob", "ann", "cat" })
        {
            await TouchAsync(ground, ground.TargetOf(claw));
            time.Advance(TimeSpan.FromSeconds(1));
            ground.Connections.Count.ShouldBeLessThanOrEqualTo(2);
        }
        ground.Sshd.Admitted.ShouldBe(3);

        await TouchAsync(ground, ground.TargetOf("ann"));
        ground.Sshd.Admitted.ShouldBe(3, "ann was used after bob, so bob's was closed");
        Sockets(ground).Length.ShouldBe(2);
    }

    [Needs("sshd", "ssh")]
    public async Task An_unused_connection_is_closed_after_its_idle_time()
    {
        var time = new ManualTime();
        await using var ground = await SshGround.MakeAsync(time);
        await TouchAsync(ground, ground.Target);

        time.Advance(TimeSpan.FromSeconds(119));
        ground.Connections.Count.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(1));

        ground.Connections.Count.ShouldBe(0);
        Sockets(ground).ShouldBeEmpty();
    }

    [Needs("sshd", "ssh")]
    public async Task Closing_closes_and_closing_again_changes_nothing()
    {
        await using var ground = await SshGround.MakeAsync();
        await TouchAsync(ground, ground.Target);

        await ground.Shell.CloseAsync(ground.Target, CancellationToken.None);
        await ground.Shell.CloseAsync(ground.Target, CancellationToken.None);

        ground.Connections.Count.ShouldBe(0);
        await TouchAsync(ground, ground.Target);
        ground.Sshd.Admitted.ShouldBe(2);
    }

    [Needs("sshd", "ssh")]
    public async Task Closing_under_a_command_ends_it_as_unreachable()
    {
        await using var ground = await SshGround.MakeAsync();
        var command = new RemoteCommand("sh", "-c", "echo started; exec sleep 5")
        {
            OnOutput = _ => ground.Connections.Close(ground.Target),
        };

        var failure = await Should.ThrowAsync<FleetException>(
            () => ground.Shell.RunAsync(ground.Target, command, CancellationToken.None));

        failure.Reason.ShouldBe(FailureReason.Unreachable);
    }

    [Needs("sshd", "ssh")]
    public async Task Disposing_while_a_connection_is_made_leaves_nothing()
    {
        await using var silent = new Relay();
        await using var ground = await SshGround.MakeAsync();
        var folder = ground.Connections.Folder.Path;
        var failing = Should.ThrowAsync<FleetException>(
            () => TouchAsync(ground, ground.Target with { Port = silent.Port }));

        await ground.Connections.DisposeAsync();

        (await failing).Reason.ShouldBe(FailureReason.Unreachable);
        await LiveProcesses.UntilGoneAsync(LiveProcesses.Naming(folder));
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Needs("sshd", "ssh")]
    public async Task Another_generation_has_a_connection_of_its_own()
    {
        await using var ground = await SshGround.MakeAsync();

        await TouchAsync(ground, ground.TargetOf("mia", 1));
        await TouchAsync(ground, ground.TargetOf("mia", 2));

        ground.Sshd.Admitted.ShouldBe(2);
    }

    [Needs("sshd", "ssh")]
    public async Task A_moved_address_never_gets_the_old_connection()
    {
        await using var ground = await SshGround.MakeAsync();
        await TouchAsync(ground, ground.Target);

        var failure = await Should.ThrowAsync<FleetException>(
            () => TouchAsync(ground, ground.Target with { Port = RealSshd.FreePort() }));

        failure.Reason.ShouldBe(FailureReason.Unreachable);
    }

    [Needs("sshd", "ssh")]
    public async Task The_private_key_lies_on_the_disk_only_while_a_connection_is_made()
    {
        await using var ground = await SshGround.MakeAsync();

        await TouchAsync(ground, ground.Target);

        Directory.GetFiles(ground.Connections.Folder.Path, "*.key").ShouldBeEmpty();
        Directory.GetFiles(ground.Connections.Folder.Path, "*.hosts").ShouldBeEmpty();
    }

    [Needs("sshd", "ssh")]
    public async Task After_dispose_no_process_and_no_file_is_left()
    {
        await using var ground = await SshGround.MakeAsync();
        await TouchAsync(ground, ground.Target);
        var folder = ground.Connections.Folder.Path;
        var masters = LiveProcesses.Naming(folder);
        masters.Count.ShouldBe(1, "the master names its socket");

        await ground.Connections.DisposeAsync();

        await LiveProcesses.UntilGoneAsync(masters);
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Needs("sshd", "ssh")]
    public async Task A_master_ends_with_its_stdin_so_a_killed_parent_leaves_none()
    {
        await using var ground = await SshGround.MakeAsync();
        var keys = new RemoteKeys(new HeldSecrets(ground.Sshd.AccessKey), ground.Connections.Folder);
        var files = await keys.WriteAsync(ground.Target, "x", CancellationToken.None);
        var master = new ProcessOrder(
            SshArguments.Program, SshArguments.Master(ground.Target, files, "claw-greeting", new SshOptions()));

        var end = await new ProcessRunner(TimeProvider.System).RunAsync(master, CancellationToken.None);

        end.ExitCode.ShouldBe(0, end.ErrorText);
        end.ToResult(0).Text.ShouldBe("claw-greeting\n");
    }

    [Needs("sshd", "ssh")]
    public async Task A_forward_carries_bytes_both_ways_until_it_is_disposed()
    {
        await using var ground = await SshGround.MakeAsync();
        using var echo = new EchoServer();

        string socket;
        await using (var forward = await ground.Shell.ForwardAsync(ground.Target, echo.Port, CancellationToken.None))
        {
            socket = forward.Socket;
            (await EchoServer.AskAsync(socket, "hello")).ShouldBe("hello");
            File.GetUnixFileMode(socket).HasFlag(UnixFileMode.OtherWrite).ShouldBeFalse();
        }

        File.Exists(socket).ShouldBeFalse();
        await Should.ThrowAsync<SocketException>(() => EchoServer.AskAsync(socket, "hello"));
    }

    [Needs("sshd", "ssh")]
    public async Task A_forward_keeps_its_connection_from_going_idle()
    {
        var time = new ManualTime();
        await using var ground = await SshGround.MakeAsync(time);
        using var echo = new EchoServer();

        await using var forward = await ground.Shell.ForwardAsync(ground.Target, echo.Port, CancellationToken.None);
        time.Advance(TimeSpan.FromHours(1));

        (await EchoServer.AskAsync(forward.Socket, "hello")).ShouldBe("hello");
    }

    private static Task TouchAsync(SshGround ground, RemoteTarget target) =>
        ground.Shell.RunAsync(target, new RemoteCommand("true"), CancellationToken.None);

    private static string[] Sockets(SshGround ground) => Directory.GetFiles(ground.Connections.Folder.Path, "*.sock");
}
