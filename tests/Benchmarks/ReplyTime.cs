using System.Diagnostics;
using ParentClaw.ParentBot.Rendering;
using ParentClaw.TestKit;

namespace ParentClaw.Benchmarks;

/// <summary>
/// How long a person waits for <c>/fleet</c> and <c>/status</c>, from the line to the text, in a fleet of 1,000 claws
/// of which eight are always in the middle of an operation, and which is swept meanwhile.
/// </summary>
internal sealed class ReplyTime : IBenchmark
{
    private const double LongestMilliseconds = 20;
    private const int Busy = 8;

    // Long enough for sweeps and their writes to fall into it.
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(75);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    // Quicker than any person types, slower than a loop that would only measure itself.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly TextRenderer _face = new(columns: null, "SANDBOX");

    /// <inheritdoc/>
    public string Name => "reply";

    /// <inheritdoc/>
    public async Task<Figure> MeasureAsync(Action<string> say, CancellationToken cancellationToken)
    {
        var folder = new TempFolder();
        await ThousandClaws.MakeAsync(folder.Path, cancellationToken);
        await using var parent = await ParentInProcess.StartAsync(
            folder, ["--Sandbox:Machines=None", "--Sandbox:CoreQuota=100000"], cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = Task.WhenAll(
            Enumerable.Range(1, Busy).Select(number => KeepBusyAsync(parent, $"busy-{number}", stop.Token)));

        await AskAsync(parent, WarmUp, cancellationToken);
        var (fleet, status) = await AskAsync(parent, Lasts, cancellationToken);
        if (working.IsFaulted)
            await working;
        await stop.CancelAsync();
        await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        say($"/fleet   {fleet}");
        say($"/status  {status}");
        return new Figure(Name, Math.Max(fleet.At(0.99), status.At(0.99)), "ms", LongestMilliseconds);
    }

    private static async Task KeepBusyAsync(ParentInProcess parent, string claw, CancellationToken cancellationToken)
    {
        await parent.OrderAsync($"/deploy {claw}", cancellationToken);
        while (true)
        {
            await parent.OrderAsync($"/park {claw}", cancellationToken);
            await parent.OrderAsync($"/wake {claw}", cancellationToken);
        }
    }

    private async Task<(Percentiles Fleet, Percentiles Status)> AskAsync(
        ParentInProcess parent, TimeSpan lasts, CancellationToken cancellationToken)
    {
        var (fleet, status) = (new List<TimeSpan>(), new List<TimeSpan>());
        var since = Stopwatch.GetTimestamp();
        for (var turn = 0; Stopwatch.GetElapsedTime(since) < lasts; turn++)
        {
            fleet.Add(await TimeAsync(parent, "/fleet", cancellationToken));
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            var claw = ThousandClaws.Name(turn * 7 % ThousandClaws.Count);
            status.Add(await TimeAsync(parent, $"/status {claw}", cancellationToken));
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }

        return (new Percentiles(fleet), new Percentiles(status));
    }

    private async Task<TimeSpan> TimeAsync(ParentInProcess parent, string line, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        var text = _face.Render(await parent.SayAsync(line, cancellationToken));
        var took = Stopwatch.GetElapsedTime(since);
        return text.Contains("claw-", StringComparison.Ordinal)
            ? took
            : throw new InvalidOperationException($"{line}: {text}");
    }
}
