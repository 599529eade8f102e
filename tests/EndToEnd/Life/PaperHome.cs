using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Life;

/// <summary>
/// A home in which a claw lives, on paper, and of whose store there is a copy. No parent runs in it: each test starts
/// its own.
/// </summary>
public sealed class PaperHome : IAsyncLifetime
{
    /// <summary>No processes behind the machines, and no waiting.</summary>
    private static readonly string[] OnPaper = ["--Sandbox:Machines=None", "--Sandbox:Speed=0"];

    private readonly Home _home = new();

    internal Home Home => _home;

    public async Task InitializeAsync()
    {
        await using var parent = await LiveParent.StartAsync(_home, OnPaper);
        await parent.DoAsync("/deploy alice");
        var folder = parent.Get<DataFolder>();
        if (Directory.Exists(folder.Copies))
            Directory.Delete(folder.Copies, recursive: true); // that of the start does not know alice
        await parent.Get<StoreUpkeep>().RunAsync(CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        _home.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Runs the executable on this home, or on another folder, with lines on its standard input.</summary>
    internal Task<(int Exit, string Output, string Errors)> RunAsync(
        string input, string? folder = null, params string[] arguments) =>
        RunningParentBot.RunAsync(folder ?? _home.Data, input, arguments is [] ? OnPaper : arguments);

    /// <summary>Starts the executable, which then talks.</summary>
    internal RunningParentBot Start() => new(_home.Data, OnPaper);

    /// <summary>Nothing was lost: the claw is there as before.</summary>
    internal async Task ShouldBeWholeAsync()
    {
        var (exit, output, errors) = await RunAsync("/fleet\n/status alice\n");
        (exit, errors).ShouldBe((0, ""));
        output.ShouldContain("1 claw: 1 running, 0 of them in trouble");
    }
}
