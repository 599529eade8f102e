namespace ParentClaw.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/Benchmarks -- NAME</c>; the last line printed is the figure.
/// </summary>
internal sealed class CommandLine(TextWriter output)
{
    private const int Short = 1;
    private const int Misused = 2;

    private static readonly IReadOnlyList<IBenchmark> All =
        [
            new FleetByCommandLine(), new GatewayRpc(), new Makespan(), new OfflineCpu(), new ReplyTime(),
            new StartTime(), new TelegramReply(),
        ];

    /// <summary>Runs the benchmark of that name, or all.</summary>
    /// <returns>0 where each goal is met, 1 where one is not, 2 for no such name.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var chosen = All.Where(one => arguments is [var name] && (name == one.Name || name == "all")).ToList();
        if (chosen.Count == 0)
        {
            await output.WriteLineAsync($"Which one? {string.Join(", ", All.Select(one => one.Name))}, or all.");
            return Misused;
        }

        var status = 0;
        foreach (var benchmark in chosen)
        {
            var figure = await benchmark.MeasureAsync(output.WriteLine, cancellationToken);
            await output.WriteLineAsync(figure.ToString());
            status = figure.IsGood ? status : Short;
        }

        return status;
    }
}
