using System.Diagnostics;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.TestKit.Gateway;

namespace ParentClaw.Benchmarks;

/// <summary>
/// Who waits to be let in, asked of the real OpenClaw over a real sshd: by RPC over the open connection, and by the
/// command
/// line.
/// </summary>
internal sealed class GatewayRpc : IBenchmark
{
    private const double LongestMilliseconds = 60;
    private const double LeastRatio = 50;
    private const int ByRpc = 200;
    private const int ByCommandLine = 5;

    /// <inheritdoc/>
    public string Name => "gateway";

    /// <inheritdoc/>
    public async Task<Figure> MeasureAsync(Action<string> say, CancellationToken cancellationToken)
    {
        await using var real = await RealGateway.StartAsync();
        var (rpc, cli) = (real.Get<IGateway>(), real.Get<OpenClawCli>());
        var cold = await TimeAsync(() => rpc.ListPairingsAsync(real.Claw, cancellationToken));
        var warm = await MedianAsync(ByRpc, () => rpc.ListPairingsAsync(real.Claw, cancellationToken));
        var line = await MedianAsync(ByCommandLine, () => cli.ListPairingsAsync(real.Claw, cancellationToken));
        var ratio = line / warm;
        say($"by RPC {warm:0.0} ms warm, {cold:0} ms with opening; by command line {line:0} ms");
        say($"ratio {ratio:0} x goal {LeastRatio} {(ratio >= LeastRatio ? "ok" : "short")}");
        return new Figure(Name, warm, "ms", LongestMilliseconds, IsBesidesGood: ratio >= LeastRatio);
    }

    private static async Task<double> MedianAsync(int times, Func<Task> ask)
    {
        var took = new List<double>();
        for (var i = 0; i < times; i++)
            took.Add(await TimeAsync(ask));
        return took.Order().ElementAt(times / 2);
    }

    private static async Task<double> TimeAsync(Func<Task> ask)
    {
        var since = Stopwatch.GetTimestamp();
        await ask();
        return Stopwatch.GetElapsedTime(since).TotalMilliseconds;
    }
}
