using System.Text;
using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Remote;

public sealed class OpenSshShellTests
{
    private const int TenMegabytes = 10 * 1000 * 1000;

    [Needs("sshd", "ssh")]
    public async Task The_right_key_runs_a_command_and_brings_back_its_code_output_and_error()
    {
        await using var ground = await SshGround.MakeAsync();

        var result = await ground.RunAsync("sh", "-c", "echo out; echo err >&2; exit 7");

        result.ExitCode.ShouldBe(7);
        result.Text.ShouldBe("out\n");
        result.Error.ShouldBe("err\n");
        result.IsTruncated.ShouldBeFalse();
    }

    [Needs("sshd", "ssh")]
    public async Task Two_hundred_commands_go_over_one_connection()
    {
        await using var ground = await SshGround.MakeAsync();

        for (var i = 0; i < 200; i++)
            (await ground.RunAsync("echo", $"{i}")).Text.ShouldBe($"{i}\n");

        ground.Sshd.Admitted.ShouldBe(1);
    }

    [Needs("sshd", "ssh")]
    public async Task Thirty_commands_at_once_share_one_connection_and_keep_within_its_sessions()
    {
        await using var ground = await SshGround.MakeAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => ground.RunAsync("echo", $"{i}")));

        results.Select(result => result.Text).ShouldBe(Enumerable.Range(0, 30).Select(i => $"{i}\n"));
        ground.Sshd.Admitted.ShouldBe(1);
    }

    [Needs("sshd", "ssh")]
    public async Task A_commands_own_255_is_told_apart_from_a_lost_connection()
    {
        await using var ground = await SshGround.MakeAsync();

        var result = await ground.RunAsync("sh", "-c", "echo why >&2; exit 255");

        result.ExitCode.ShouldBe(255);
        result.Error.ShouldBe("why\n");
    }

    [Needs("sshd", "ssh")]
    public async Task A_missing_program_is_the_commands_own_failure()
    {
        await using var ground = await SshGround.MakeAsync();

        (await ground.RunAsync("no-such-program")).ExitCode.ShouldBe(127);
    }

    [Needs("sshd", "ssh")]
    public async Task A_command_that_a_signal_ended_says_which()
    {
        await using var ground = await SshGround.MakeAsync();

        (await ground.RunAsync("sh", "-c", "kill -USR1 $$")).ExitCode.ShouldBe(128 + 10);
    }

    [Needs("sshd", "ssh")]
    public async Task Ten_megabytes_of_input_come_back_byte_for_byte()
    {
        await using var ground = await SshGround.MakeAsync();
        var bytes = new byte[TenMegabytes];
        new Random(20261120).NextBytes(bytes);

        var result = await ground.Shell.RunAsync(
            ground.Target,
            new RemoteCommand("cat") { Input = bytes, OutputLimit = 2 * TenMegabytes },
            CancellationToken.None);

        result.Output.Span.SequenceEqual(bytes).ShouldBeTrue();
    }

    [Needs("sshd", "ssh")]
    public async Task Input_that_nobody_reads_harms_nothing()
    {
        await using var ground = await SshGround.MakeAsync();

        var result = await ground.Shell.RunAsync(
            ground.Target, new RemoteCommand("true") { Input = new byte[TenMegabytes] }, CancellationToken.None);

        result.ExitCode.ShouldBe(0);
    }

    [Needs("sshd", "ssh")]
    public async Task Output_over_the_limit_is_read_and_dropped_but_seen_as_it_passes()
    {
        await using var ground = await SshGround.MakeAsync();
        var passed = 0;
        var command = new RemoteCommand("head", "-c", "3000000", "/dev/zero")
        {
            OutputLimit = 1000,
            OnOutput = piece => passed += piece.Length,
        };

        var result = await ground.Shell.RunAsync(ground.Target, command, CancellationToken.None);

        result.ExitCode.ShouldBe(0);
        result.Output.Length.ShouldBe(1000);
        result.IsTruncated.ShouldBeTrue();
        passed.ShouldBe(3_000_000);
    }

    [Needs("sshd", "ssh")]
    public async Task Slow_output_arrives_byte_by_byte_while_the_command_runs()
    {
        await using var ground = await SshGround.MakeAsync();
        var go = Path.Combine(ground.RuntimeFolder, "go");
        var pieces = new List<string>();
        const string script = "printf a; until [ -e \"$1\" ]; do sleep 0.02; done; printf b; sleep 1; printf c";
        var command = new RemoteCommand("sh", "-c", script, "sh", go)
        {
            OnOutput = piece =>
            {
                pieces.Add(Encoding.ASCII.GetString(piece.Span));
                File.WriteAllText(go, "");
            },
        };

        await ground.Shell.RunAsync(ground.Target, command, CancellationToken.None);

        pieces.ShouldBe(["a", "b", "c"]);
    }

    [Needs("sshd", "ssh")]
    public async Task A_file_arrives_whole_with_its_mode_in_place_of_the_old_one()
    {
        await using var ground = await SshGround.MakeAsync();
        var path = Path.Combine(ground.RuntimeFolder, "it's a file");
        await File.WriteAllTextAsync(path, "old");
        var old = File.OpenRead(path);

        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead;
        var file = new RemoteFile(path, new byte[] { 0, 255, 10 }, mode);
        await ground.Shell.WriteFileAsync(ground.Target, file, CancellationToken.None);

        (await File.ReadAllBytesAsync(path)).ShouldBe([0, 255, 10]);
        File.GetUnixFileMode(path).ShouldBe(mode);
        // Moved over, not written into: who has the old one open goes on reading it.
        using (var reader = new StreamReader(old))
            (await reader.ReadToEndAsync()).ShouldBe("old");
        Directory.GetFiles(ground.RuntimeFolder).ShouldBe([path]);
    }

    [Needs("sshd", "ssh")]
    public async Task A_file_that_cannot_be_written_is_a_failed_command()
    {
        await using var ground = await SshGround.MakeAsync();
        var file = new RemoteFile("/proc/no-such-place/file", new byte[1], UnixFileMode.UserRead);

        var failure = await Should.ThrowAsync<FleetException>(
            () => ground.Shell.WriteFileAsync(ground.Target, file, CancellationToken.None));

        failure.Reason.ShouldBe(FailureReason.CommandFailed);
    }
}
