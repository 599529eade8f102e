using ParentClaw.TestKit;

namespace ParentClaw.Benchmarks;

/// <summary>
/// From the start of a real process, on a terminal, to its first prompt, with 1,000 claws in the data folder; and what
/// memory it holds then.
/// </summary>
internal sealed class StartTime : IBenchmark
{
    private const double LongestSeconds = 1.5;
    private const double MostMegabytes = 150;
    private const int Starts = 5;

    /// <inheritdoc/>
    public string Name => "start";

    /// <inheritdoc/>
    public async Task<Figure> MeasureAsync(Action<string> say, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await ThousandClaws.MakeAsync(folder.Path, cancellationToken);
        var starts = new List<FirstPrompt>();
        for (var start = 0; start < Starts; start++)
        {
            starts.Add(await FirstPrompt.AwaitAsync(folder.Path, cancellationToken));
            say($"{starts[^1].After.TotalSeconds:0.00} s, {starts[^1].ResidentMegabytes:0} MB resident");
        }

        var median = starts.Select(start => start.After.TotalSeconds).Order().ElementAt(Starts / 2);
        var memory = starts.Max(start => start.ResidentMegabytes);
        say($"most memory {memory:0} MB goal {MostMegabytes} {(memory <= MostMegabytes ? "ok" : "short")}");
        return new Figure(Name, median, "s", LongestSeconds, IsBesidesGood: memory <= MostMegabytes);
    }
}
