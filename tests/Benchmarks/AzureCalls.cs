using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace ParentClaw.Benchmarks;

/// <summary>
/// What the calls to Azure last, each for itself: plain ones as our HTTP client saw them, long operations from their
/// beginning to their end as the sandbox recorded them. Polls are no calls of their own.
/// </summary>
internal sealed class AzureCalls : IDisposable
{
    private readonly ConcurrentBag<(string Path, TimeSpan Took)> _requests = [];
    private readonly ActivityListener _listener;
    private readonly string _operations;
    private readonly HashSet<string> _before;

    /// <summary>Begins to listen.</summary>
    /// <param name="dataFolder">The parent's data folder; the embedded sandbox lies in it.</param>
    public AzureCalls(string dataFolder)
    {
        _operations = Path.Combine(dataFolder, "sandbox", "state", "operations");
        _before = [.. Directory.EnumerateFiles(_operations)];
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = Note,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>How many there were, and what they last in sum.</summary>
    public (int Count, TimeSpan Sum) Total()
    {
        var plain = _requests.Where(request => !request.Path.Contains("/locations/", StringComparison.Ordinal))
            .ToList();
        var sum = plain.Aggregate(TimeSpan.Zero, (all, request) => all + request.Took);
        foreach (var file in Directory.EnumerateFiles(_operations).Except(_before))
        {
            using var operation = JsonDocument.Parse(File.ReadAllText(file));
            sum += operation.RootElement.GetProperty("Ended").GetDateTimeOffset()
                - operation.RootElement.GetProperty("Started").GetDateTimeOffset();
        }

        return (plain.Count, sum);
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Note(Activity activity)
    {
        if (activity.GetTagItem("url.full") is string url)
            _requests.Add((new Uri(url).AbsolutePath, activity.Duration));
    }
}
