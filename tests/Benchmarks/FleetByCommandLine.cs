using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.Benchmarks;

/// <summary>
/// How long a script waits for <c>parentclaw fleet --json</c> on a fleet of 1,000 claws, from the start of the program
/// to its end; and how much of it the parent spends.
/// </summary>
internal sealed class FleetByCommandLine : IBenchmark
{
    private const double LongestMilliseconds = 250;
    private const double LongestInParent = 20;
    private const int Calls = 40;
    private const int WarmUps = 10;

    /// <inheritdoc/>
    public string Name => "cli";

    /// <inheritdoc/>
    public async Task<Figure> MeasureAsync(Action<string> say, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await ThousandClaws.MakeAsync(folder.Path, cancellationToken);
        using var parent = new RunningParentBot(folder.Path, "--Sandbox:Machines=None", "--Watch:Interval=1.00:00:00");
        await parent.Output.ReadLineAsync(cancellationToken); // it greets once all of it is there

        var (calls, shares) = (new List<TimeSpan>(), new List<TimeSpan>());
        using var http = Connect(ApiSocket.Of(folder.Path, _ => null));
        for (var call = -WarmUps; call < Calls; call++)
        {
            var took = await CallAsync(folder.Path, cancellationToken);
            var share = await AskAsync(http, cancellationToken);
            if (call < 0)
                continue;

            calls.Add(took);
            shares.Add(share);
        }

        var (wall, inParent) = (new Percentiles(calls), new Percentiles(shares));
        say($"parentclaw fleet --json  {wall}");
        say($"of it in the parent      {inParent} goal {LongestInParent} ms");
        return new Figure(
            Name, wall.At(0.95), "ms", LongestMilliseconds, IsBesidesGood: inParent.At(0.95) <= LongestInParent);
    }

    /// <summary>One call as a script makes it.</summary>
    private static async Task<TimeSpan> CallAsync(string data, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        var (exit, output, errors) = await RunningParentClaw.RunAsync(data, "fleet", "--json");
        var took = Stopwatch.GetElapsedTime(since);
        cancellationToken.ThrowIfCancellationRequested();
        var answer = JsonSerializer.Deserialize(output, ContractJson.Default.Envelope);
        var claws = answer?.Data?.Result?["claws"]?.AsArray();
        return exit == 0 && claws?.Count == ThousandClaws.Count
            ? took
            : throw new InvalidOperationException($"{exit}: {errors}");
    }

    /// <summary>What the parent says that the same takes it.</summary>
    private static async Task<TimeSpan> AskAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var body = new StringContent("{}", null, "application/json");
        var fleet = new Uri("v1/commands/fleet", UriKind.Relative);
        using var answer = await http.PostAsync(fleet, body, cancellationToken);
        await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        var timing = answer.Headers.GetValues("Server-Timing").Single();
        var spent = timing.AsSpan(timing.IndexOf('=', StringComparison.Ordinal) + 1);
        return TimeSpan.FromMilliseconds(double.Parse(spent, CultureInfo.InvariantCulture));
    }

    private static HttpClient Connect(string socket) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, stop) =>
        {
            var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), stop);
            return new NetworkStream(connection, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://parent/"),
    };
}
