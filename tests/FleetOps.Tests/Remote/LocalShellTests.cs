using System.Net;
using System.Text;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Remote;

public sealed class LocalShellTests : IDisposable
{
    private const string HostKey = "ssh-ed25519 AAAAC3Nz";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("machine-");
    private readonly RemoteTarget _target =
        new(ClawName.Parse("mia"), 1, IPAddress.Parse("127.0.0.1"), "claw", HostKey);

    [Fact]
    public async Task A_program_of_the_machine_is_run_from_its_root()
    {
        Install("opt/claw/lifecycle/probe.sh", "echo \"$0 $1 $NAME\"");

        var result = await RunAsync("/opt/claw/lifecycle/probe.sh", "--json");

        result.Text.ShouldBe($"{_root.FullName}/opt/claw/lifecycle/probe.sh --json mia\n");
    }

    [Fact]
    public async Task The_machines_own_path_finds_its_stand_ins_before_the_hosts_programs()
    {
        Install("usr/bin/systemctl", "echo stand-in \"$@\"");

        (await RunAsync("systemctl", "restart", "x y")).Text.ShouldBe("stand-in restart x y\n");
    }

    [Fact]
    public async Task An_absolute_program_that_the_machine_lacks_is_the_hosts() =>
        (await RunAsync("/bin/echo", "hi")).Text.ShouldBe("hi\n");

    [Fact]
    public async Task A_missing_program_ends_with_127() => (await RunAsync("no-such-program")).ExitCode.ShouldBe(127);

    [Fact]
    public async Task Hostile_words_and_binary_input_arrive_byte_for_byte()
    {
        var bytes = Enumerable.Range(0, 100_000).Select(i => (byte)i).ToArray();
        var command = new RemoteCommand(["sh", "-c", @"printf '%s\0' ""$@""; cat", "sh", .. ShellQuotingTests.Hostile])
        {
            Input = bytes,
        };

        var result = await Shell().RunAsync(_target, command, CancellationToken.None);

        var words = Encoding.UTF8.GetBytes(string.Concat(ShellQuotingTests.Hostile.Select(word => word + '\0')));
        result.Output.ToArray().ShouldBe([.. words, .. bytes]);
    }

    [Fact]
    public async Task A_command_past_its_deadline_is_a_timeout()
    {
        var time = new ManualTime();
        var command = new RemoteCommand("sh", "-c", "echo started; exec sleep 300")
        {
            Deadline = TimeSpan.FromSeconds(9),
            OnOutput = _ => time.Advance(TimeSpan.FromSeconds(9)),
        };

        var failure = await Should.ThrowAsync<FleetException>(
            () => Shell(time: time).RunAsync(_target, command, CancellationToken.None));

        failure.Reason.ShouldBe(FailureReason.Timeout);
    }

    [Fact]
    public async Task Another_host_key_is_refused()
    {
        var failure = await Should.ThrowAsync<FleetException>(
            () => Shell("ssh-ed25519 BBBB").RunAsync(_target, new RemoteCommand("true"), CancellationToken.None));

        failure.Reason.ShouldBe(FailureReason.HostKeyChanged);
    }

    [Fact]
    public async Task A_host_keys_comment_does_not_matter() =>
        (await Shell($"{HostKey} root@mia").RunAsync(_target, new RemoteCommand("true"), CancellationToken.None))
            .ExitCode.ShouldBe(0);

    [Fact]
    public async Task A_machine_without_a_host_key_is_unreachable()
    {
        var failure = await Should.ThrowAsync<FleetException>(
            () => Shell(hostKey: null).RunAsync(_target, new RemoteCommand("true"), CancellationToken.None));

        failure.Reason.ShouldBe(FailureReason.Unreachable);
    }

    [Fact]
    public async Task A_file_is_written_whole_under_the_root_with_its_mode()
    {
        _root.CreateSubdirectory("etc");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead;
        var file = new RemoteFile("/etc/../../etc/it's", new byte[] { 0, 255 }, mode);

        await Shell().WriteFileAsync(_target, file, CancellationToken.None);
        await Shell().WriteFileAsync(_target, file with { Content = new byte[] { 1 } }, CancellationToken.None);

        var path = Path.Combine(_root.FullName, "etc/it's");
        (await File.ReadAllBytesAsync(path)).ShouldBe([1]);
        File.GetUnixFileMode(path).ShouldBe(mode);
        Directory.GetFiles(Path.Combine(_root.FullName, "etc")).ShouldBe([path]);
    }

    [Fact]
    public async Task A_file_without_a_folder_is_a_failed_command()
    {
        var file = new RemoteFile("/no-such-folder/file", new byte[1], UnixFileMode.UserRead);

        var failure = await Should.ThrowAsync<FleetException>(
            () => Shell().WriteFileAsync(_target, file, CancellationToken.None));

        failure.Reason.ShouldBe(FailureReason.CommandFailed);
    }

    [Fact]
    public async Task A_forward_reaches_the_machines_own_loopback_address()
    {
        using var echo = new EchoServer("127.0.0.9");

        string socket;
        await using (var forward = await Shell().ForwardAsync(_target, echo.Port, CancellationToken.None))
        {
            socket = forward.Socket;
            (await EchoServer.AskAsync(socket, "hello")).ShouldBe("hello");
        }

        File.Exists(socket).ShouldBeFalse();
    }

    public void Dispose() => _root.Delete(recursive: true);

    private Task<RemoteResult> RunAsync(params string[] words) =>
        Shell().RunAsync(_target, new RemoteCommand(words), CancellationToken.None);

    private LocalShell Shell(string? hostKey = HostKey, TimeProvider? time = null)
    {
        var environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{_root.FullName}/usr/bin:/usr/bin:/bin",
            ["NAME"] = "mia",
            ["SANDBOX_ADDRESS"] = "127.0.0.9",
        };
        return new LocalShell(
            (_, _) => Task.FromResult(new LocalMachine(_root.FullName, environment, hostKey)),
            time ?? TimeProvider.System);
    }

    private void Install(string path, string script)
    {
        var file = Path.Combine(_root.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
