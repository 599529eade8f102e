using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

/// <summary>
/// A second process on a data folder: <c>hold</c> takes the lock and says so; <c>commit</c> commits claws without end
/// and says the name of each once it was acknowledged. A test starts it, reads what it says, and kills it.
/// </summary>
[SuppressMessage(
    "ApiDesign", "RS0030", Justification = "This test is the place where a process of its own is started.")]
internal sealed class StoreChild : IAsyncDisposable
{
    private readonly Process _process;

    private StoreChild(Process process) => _process = process;

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts one.</summary>
    public static StoreChild Start(string what, string folder) => new(Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList = { "exec", typeof(StoreChild).Assembly.Location, what, folder },
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);

    /// <summary>The next line that it says, or null once it ended.</summary>
    public async Task<string?> HearAsync() => await _process.StandardOutput.ReadLineAsync(CancellationToken.None);

    /// <summary>All that it complained of, once it ended.</summary>
    public async Task<string> ComplaintAsync() => await _process.StandardError.ReadToEndAsync(CancellationToken.None);

    /// <summary>Kills it as <c>kill -9</c> does, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var what, var path])
            return 2;

        try
        {
            using var held = ParentLock.Take(DataFolder.Open(path), "terminal", TimeProvider.System);
            Console.WriteLine("held");
            if (what == "hold")
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);

            using var store = new TestStore(path);
            for (var number = 100; ; number++)
            {
                var claw = Some.FailedClaw() with { Name = ClawName.Parse($"claw-{number}") };
                var change = new FleetChange { Claw = claw, Events = [Some.Event(claw.Name)] };
                await store.Fleet.CommitAsync(change, CancellationToken.None);
                Console.WriteLine(claw.Name);
            }
        }
        catch (FleetException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 1;
        }
    }
}
