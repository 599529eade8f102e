using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Life;

/// <summary>
/// The whole life of a claw as a script, run once by the built executable with its standard input a pipe.
/// </summary>
public sealed class ScriptRun : IAsyncLifetime
{
    private static readonly string[] Lines =
    [
        "/deploy alice", "/fleet", "/sandbox dm alice bob hi", "/pairings", "/approve alice bob",
        "/message alice hello", "/upgrade alice", "/verify alice", "/park alice", "/wake alice",
        "/destroy alice", "alice",
    ];

    private readonly Home _home = new();

    public int Exit { get; private set; }

    public string Output { get; private set; } = "";

    public string Errors { get; private set; } = "";

    public string TrafficLog => _home.TrafficLog;

    /// <summary>Processes of the fleet that are left when the parent has ended.</summary>
    public int Left => _home.Processes.Count;

    public async Task InitializeAsync() => (Exit, Output, Errors) = await RunningParentBot.RunAsync(
        _home.Data, string.Concat(Lines.Select(line => line + "\n")), $"--AzureVms:TrafficLog={TrafficLog}");

    public Task DisposeAsync()
    {
        _home.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>What was answered to a line: all up to the next prompt.</summary>
    public string AnswerTo(string line)
    {
        const string prompt = "SANDBOX parentclaw> ";
        var from = Output.IndexOf($"{prompt}{line}\n", StringComparison.Ordinal);
        from.ShouldBeGreaterThan(-1, $"{line} is not in the output:\n{Output}");
        from += prompt.Length + line.Length + 1;
        var to = Output.IndexOf(prompt, from, StringComparison.Ordinal);
        return Output[from..(to < 0 ? Output.Length : to)].Trim();
    }
}
