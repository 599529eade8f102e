using System.Globalization;
using System.Text;
using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Remote;

public sealed class SshTroubleTests
{
    private static readonly RemoteCommand Nothing = new("true");

    [Needs("sshd", "ssh")]
    public async Task A_swapped_host_key_is_refused()
    {
        await using var ground = await SshGround.MakeAsync();
        var another = await new KeyPairs(new ProcessRunner(TimeProvider.System)).MakeAsync(CancellationToken.None);

        var failure = await FailAsync(ground, ground.Target with { HostKey = another.Public });

        failure.Reason.ShouldBe(FailureReason.HostKeyChanged);
    }

    [Needs("sshd", "ssh")]
    public async Task A_wrong_user_is_denied()
    {
        await using var ground = await SshGround.MakeAsync();

        var failure = await FailAsync(ground, ground.Target with { User = "nobody-of-that-name" });

        failure.Reason.ShouldBe(FailureReason.AccessDenied);
    }

    [Needs("sshd", "ssh")]
    public async Task A_wrong_key_is_denied()
    {
        var another = await new KeyPairs(new ProcessRunner(TimeProvider.System)).MakeAsync(CancellationToken.None);
        await using var ground = await SshGround.MakeAsync(key: another.Private);

        (await FailAsync(ground, ground.Target)).Reason.ShouldBe(FailureReason.AccessDenied);
    }

    [Needs("sshd", "ssh")]
    public async Task A_refused_port_is_unreachable()
    {
        await using var ground = await SshGround.MakeAsync();

        var failure = await FailAsync(ground, ground.Target with { Port = RealSshd.FreePort() });

        failure.Reason.ShouldBe(FailureReason.Unreachable);
    }

    [Needs("sshd", "ssh")]
    public async Task A_machine_that_hangs_after_connect_is_unreachable_after_the_connect_timeout()
    {
        var time = new ManualTime();
        await using var silent = new Relay();
        await using var ground = await SshGround.MakeAsync(time);

        var failing = FailAsync(ground, ground.Target with { Port = silent.Port });
        await silent.Connected;
        time.Advance(TimeSpan.FromSeconds(10));

        (await failing).Reason.ShouldBe(FailureReason.Unreachable);
    }

    [Needs("sshd", "ssh")]
    public async Task A_failed_connection_is_tried_anew_by_the_next_command()
    {
        await using var ground = await SshGround.MakeAsync();
        await FailAsync(ground, ground.Target with { Port = RealSshd.FreePort() });

        (await ground.RunAsync("echo", "back")).Text.ShouldBe("back\n");
    }

    [Needs("sshd", "ssh")]
    public async Task A_machine_that_hangs_in_the_middle_times_out_and_the_next_command_connects_anew()
    {
        var time = new ManualTime();
        await using var ground = await SshGround.MakeAsync(time);
        await using var relay = new Relay(ground.Sshd.Port);
        var target = ground.Target with { Port = relay.Port };
        var hangs = new RemoteCommand("sh", "-c", "echo started; exec sleep 30")
        {
            Deadline = TimeSpan.FromSeconds(20),
            OnOutput = _ =>
            {
                relay.Freeze();
                time.Advance(TimeSpan.FromSeconds(30));
            },
        };

        var failure = await Should.ThrowAsync<FleetException>(
            () => ground.Shell.RunAsync(target, hangs, CancellationToken.None));

        failure.Reason.ShouldBe(FailureReason.Timeout);
        (await ground.RunAsync("echo", "back")).Text.ShouldBe("back\n");
        ground.Sshd.Admitted.ShouldBe(2);
    }

    [Needs("sshd", "ssh")]
    public async Task A_connection_that_breaks_under_a_command_is_unreachable_and_replaced()
    {
        await using var ground = await SshGround.MakeAsync();
        var relay = new Relay(ground.Sshd.Port);
        var breaks = new RemoteCommand("sh", "-c", "echo started; exec sleep 30")
        {
            OnOutput = _ => relay.DisposeAsync().AsTask().GetAwaiter().GetResult(),
            Deadline = TimeSpan.FromSeconds(20),
        };

        var failure = await Should.ThrowAsync<FleetException>(
            () => ground.Shell.RunAsync(ground.Target with { Port = relay.Port }, breaks, CancellationToken.None));

        failure.Reason.ShouldBe(FailureReason.Unreachable);
        (await ground.RunAsync("echo", "back")).Text.ShouldBe("back\n");
    }

    [Needs("sshd", "ssh")]
    public async Task The_deadline_ends_the_command_on_the_machine_too()
    {
        await using var ground = await SshGround.MakeAsync();
        var said = new StringBuilder();
        var endless = new RemoteCommand("sh", "-c", "echo $$; exec sleep 300")
        {
            Deadline = TimeSpan.FromSeconds(1),
            OnOutput = piece => said.Append(Encoding.ASCII.GetString(piece.Span)),
        };

        var failure = await Should.ThrowAsync<FleetException>(
            () => ground.Shell.RunAsync(ground.Target, endless, CancellationToken.None));

        failure.Reason.ShouldBe(FailureReason.Timeout);
        await LiveProcesses.UntilGoneAsync(int.Parse(said.ToString(), CultureInfo.InvariantCulture));
    }

    [Needs("sshd", "ssh")]
    public async Task A_command_that_ignores_its_deadline_is_killed_on_the_machine()
    {
        await using var ground = await SshGround.MakeAsync();
        var said = new StringBuilder();
        var stubborn = new RemoteCommand("bash", "-c", "trap '' TERM; echo $$; while :; do sleep 0.1; done")
        {
            Deadline = TimeSpan.FromSeconds(1),
            OnOutput = piece => said.Append(Encoding.ASCII.GetString(piece.Span)),
        };

        var failure = await Should.ThrowAsync<FleetException>(
            () => ground.Shell.RunAsync(ground.Target, stubborn, CancellationToken.None));

        failure.Reason.ShouldBe(FailureReason.Timeout);
        await LiveProcesses.UntilGoneAsync(int.Parse(said.ToString(), CultureInfo.InvariantCulture));
    }

    [Needs("sshd", "ssh")]
    public async Task Cancelling_ends_the_waiting_and_leaves_the_connection_to_others()
    {
        await using var ground = await SshGround.MakeAsync();
        using var cancel = new CancellationTokenSource();
        var endless = new RemoteCommand("sh", "-c", "echo started; exec sleep 5") { OnOutput = _ => cancel.Cancel() };

        await Should.ThrowAsync<OperationCanceledException>(
            () => ground.Shell.RunAsync(ground.Target, endless, cancel.Token));

        (await ground.RunAsync("echo", "still here")).Text.ShouldBe("still here\n");
        ground.Sshd.Admitted.ShouldBe(1);
    }

    [Needs("sshd", "ssh")]
    public async Task Without_a_key_for_the_claw_nothing_is_tried()
    {
        await using var ground = await SshGround.MakeAsync();
        var keys = new RemoteKeys(new HeldSecrets(null), ground.Connections.Folder);

        var failure = await Should.ThrowAsync<FleetException>(
            () => keys.WriteAsync(ground.Target, "x", CancellationToken.None));

        failure.Reason.ShouldBe(FailureReason.AccessDenied);
    }

    private static Task<FleetException> FailAsync(SshGround ground, RemoteTarget target) =>
        Should.ThrowAsync<FleetException>(() => ground.Shell.RunAsync(target, Nothing, CancellationToken.None));
}
