using System.Diagnostics;
using ParentClaw.TestKit;

namespace ParentClaw.Benchmarks;

/// <summary>
/// Fifty deploys at once against one alone, on machines of paper: what the parent itself adds when it is busy.
/// </summary>
internal sealed class Makespan : IBenchmark
{
    private const int AtOnce = 50;
    private const double MostTimesLonger = 1.15;

    // A tenth of Azure's durations and a little: one deploy alone then takes about 10 s.
    private const string Speed = "0.105";

    /// <inheritdoc/>
    public string Name => "makespan";

    /// <inheritdoc/>
    public async Task<Figure> MeasureAsync(Action<string> say, CancellationToken cancellationToken)
    {
        await using var parent = await ParentInProcess.StartAsync(
            new TempFolder(),
            [
                "--Sandbox:Machines=None", $"--Sandbox:Speed={Speed}", "--Sandbox:CoreQuota=100000",
                $"--Operations:MaxConcurrent={AtOnce}",
            ],
            cancellationToken);

        // The first of all compiles and connects: measured as the one, it would flatter the fifty.
        await TimeAsync(parent, ["first"], cancellationToken);
        using var calls = new AzureCalls(parent.Folder);
        var one = await TimeAsync(parent, ["alone"], cancellationToken);
        var (count, sum) = calls.Total();
        say($"one alone            {one.TotalSeconds:0.00} s");
        say($"its {count} Azure calls   {sum.TotalSeconds:0.00} s in sum: one / sum {one / sum:0.00}");
        var all = await TimeAsync(
            parent, [.. Enumerable.Range(1, AtOnce).Select(i => $"claw-{i}")], cancellationToken);
        say($"{AtOnce} at once           {all.TotalSeconds:0.00} s");
        return new Figure(Name, all / one, "x", MostTimesLonger);
    }

    private static async Task<TimeSpan> TimeAsync(
        ParentInProcess parent, IReadOnlyList<string> claws, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(claws.Select(claw => parent.OrderAsync($"/deploy {claw}", cancellationToken)));
        return Stopwatch.GetElapsedTime(since);
    }
}
