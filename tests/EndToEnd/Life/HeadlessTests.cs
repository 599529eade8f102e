using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Life;

/// <summary>
/// The real process as a service runs it: nobody at a keyboard, a token set, told to end by a signal.
/// </summary>
public sealed class HeadlessTests : IDisposable
{
    // Nobody listens there: Telegram is away, which is no reason to end either.
    private static readonly string[] WithToken =
        ["--Telegram:Token=4711:not-a-real-token-but-of-its-shape-35", "--Telegram:ApiRoot=http://127.0.0.1:9"];

    private static readonly string[] OnPaper = ["--Sandbox:Machines=None", "--Sandbox:Speed=0"];

    private readonly Home _home = new();
    private readonly SystemdSocket _systemd = new();

    public void Dispose()
    {
        _systemd.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task With_a_token_the_end_of_input_is_not_the_end_and_SIGTERM_is_a_success()
    {
        using var parent = Start([.. WithToken, .. OnPaper]);
        parent.Input.Close();
        (await _systemd.HearAsync()).ShouldContain("READY=1");
        var holder = await File.ReadAllTextAsync(Path.Combine(_home.Data, "parent.holder"));

        await parent.SignalAsync("TERM");
        var (exit, output, errors) = await parent.EndAsync();

        (await _systemd.HearAsync()).ShouldContain("STOPPING=1");
        (exit, output).ShouldBe((0, ""));
        errors.ShouldContain(" starts on ");
        errors.ShouldNotContain("4711");
        holder.ShouldContain("(telegram)");
    }

    [Fact]
    public async Task With_a_token_quit_over_a_pipe_still_ends_it()
    {
        using var parent = Start([.. WithToken, .. OnPaper]);
        await parent.Input.WriteLineAsync("/quit");

        (await parent.EndAsync()).Exit.ShouldBe(0);
    }

    [Theory]
    [InlineData("TERM", 0)]
    [InlineData("INT", 130)]
    public async Task Without_a_token_a_signal_ends_the_chat(string signal, int status)
    {
        using var parent = Start(OnPaper);
        await parent.Output.ReadLineAsync();
        (await _systemd.HearAsync()).ShouldContain("READY=1");

        await parent.SignalAsync(signal);
        await _systemd.HearAsync();

        (await parent.EndAsync()).Exit.ShouldBe(status);
    }

    [Fact]
    public async Task A_deploy_that_SIGTERM_cut_goes_on_at_the_next_start_and_is_done_once()
    {
        var traffic = $"--AzureVms:TrafficLog={_home.TrafficLog}";
        string operation;
        using (var first = Start([.. WithToken, traffic]))
        {
            await first.Input.WriteLineAsync("/deploy alice");
            operation = (await first.ReadToAsync("op-")).Split(' ', '·').Last(word => word.StartsWith("op-"));
            await first.ReadToAsync("Waiting for boot.sh");
            await first.SignalAsync("TERM");
            (await first.EndAsync()).Exit.ShouldBe(0);
        }

        using var second = Start([.. WithToken, traffic]);
        await second.Input.WriteLineAsync($"/op {operation}");
        await second.ReadToAsync("alice is deployed");
        await second.Input.WriteLineAsync("/fleet");
        await second.ReadToAsync("1 claw: 1 running");

        await second.SignalAsync("TERM");
        (await second.EndAsync()).Exit.ShouldBe(0);
        _home.MachinesOrdered.ShouldBe(1);
    }

    private RunningParentBot Start(string[] arguments) =>
        new(_home.Data, [("NOTIFY_SOCKET", _systemd.Address)], arguments);
}
