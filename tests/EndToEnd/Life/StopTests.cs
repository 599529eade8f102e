using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Life;

/// <summary>SIGTERM in the middle of a deploy, and the next start: by the same program, or by a newer one.</summary>
public sealed class StopTests : IDisposable
{
    private readonly Home _home = new();

    // A machine takes seconds to make, so that a signal finds the parent in the middle of it.
    private readonly string[] _settings;

    private string _operation = "";
    private int _logged;

    public StopTests() => _settings =
    [
        "--Sandbox:Machines=None", "--Sandbox:Speed=0.1", $"--AzureVms:TrafficLog={_home.TrafficLog}",
    ];

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_step_in_the_middle_ends_and_the_next_start_goes_on_with_the_one_after()
    {
        var first = await StopInTheMiddleAsync("--Operations:StopPatience=00:02:00");
        var second = await GoOnAsync();

        first.ShouldContain("on alice: CreateMachine");
        first.ShouldContain("at the next start");
        first.ShouldNotContain("interrupted");
        second.ShouldContain("goes on from where it stood");
        second.ShouldNotContain("on alice: CreateMachine");
        _home.MachinesOrdered.ShouldBe(1);
    }

    [Fact]
    public async Task A_step_longer_than_the_patience_is_interrupted_and_repeated_and_its_machine_made_once()
    {
        var first = await StopInTheMiddleAsync("--Operations:StopPatience=00:00:00");
        var second = await GoOnAsync();

        first.ShouldContain("interrupted in the middle of a step");
        second.ShouldContain("on alice: CreateMachine");
        _home.MachinesOrdered.ShouldBe(1);
    }

    [Fact]
    public async Task A_second_signal_ends_the_patience()
    {
        using var parent = new RunningParentBot(_home.Data, [.. _settings, "--Operations:StopPatience=00:10:00"]);
        await parent.Input.WriteLineAsync("/deploy alice");
        await parent.ReadToAsync("Creating the machine");
        await parent.SignalAsync("TERM");
        await parent.SignalAsync("TERM");

        (await parent.EndAsync()).Exit.ShouldBe(0);
        Logged().ShouldContain("interrupted in the middle of a step");
    }

    [Fact]
    public async Task An_upgrade_of_the_parent_itself_takes_up_what_the_old_one_left()
    {
        using var newer = new TempFolder();
        Copy(AppContext.BaseDirectory, newer["program"]);

        await StopInTheMiddleAsync("--Operations:StopPatience=00:02:00");
        var second = await GoOnAsync(newer["program"], whileItRuns: async () =>
        {
            var socket = ApiSocket.Of(_home.Data, Environment.GetEnvironmentVariable);
            using var program = new ParentClient(socket, agent: null);
            (await program.ListCommandsAsync(CancellationToken.None)).ShouldNotBeNull().ShouldNotBeEmpty();
        });

        second.ShouldNotContain("on alice: CreateMachine");
        _home.MachinesOrdered.ShouldBe(1);
    }

    /// <summary>A life that is told to end while it makes a machine; its log.</summary>
    private async Task<string> StopInTheMiddleAsync(params string[] settings)
    {
        using var parent = new RunningParentBot(_home.Data, [.. _settings, .. settings]);
        await parent.Input.WriteLineAsync("/deploy alice");
        _operation = (await parent.ReadToAsync("op-")).Split(' ', '·').Last(word => word.StartsWith("op-"));
        await parent.ReadToAsync("Creating the machine");
        await parent.SignalAsync("TERM");
        var (exit, output, errors) = await parent.EndAsync();

        exit.ShouldBe(0, errors);
        output.ShouldNotContain("alice is deployed");
        return Logged();
    }

    /// <summary>The next life, to the end of the deploy; its log.</summary>
    private async Task<string> GoOnAsync(string? program = null, Func<Task>? whileItRuns = null)
    {
        using var parent = new RunningParentBot(_home.Data, [], _settings, program);
        await parent.Input.WriteLineAsync($"/op {_operation}");
        await parent.ReadToAsync("alice is deployed");
        if (whileItRuns is not null)
            await whileItRuns();
        await parent.Input.WriteLineAsync("/quit");
        var (exit, _, errors) = await parent.EndAsync();

        exit.ShouldBe(0, errors);
        return Logged();
    }

    /// <summary>What was logged since this was last asked.</summary>
    private string Logged()
    {
        var log = string.Concat(
            Directory.GetFiles(Path.Combine(_home.Data, "logs"))
                .Order(StringComparer.Ordinal).Select(File.ReadAllText));
        var (news, _) = (log[_logged..], _logged = log.Length);
        return news;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
