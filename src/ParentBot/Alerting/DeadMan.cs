using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.ParentBot.Alerting;

/// <summary>
/// Calls an address after each sweep that ended, for who watches it: when the calls stop, the parent is gone. The sweep
/// never waits for it, and a call that fails is not repeated before the next sweep.
/// </summary>
internal sealed partial class DeadMan(
    SweepSignal sweeps, HttpClient http, AlertingOptions options, ILogger<DeadMan> logger) : BackgroundService
{
    /// <summary>How long one call may take, redirections included.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int MostRedirections = 5;

    private Task _swept = sweeps.Next; // from the beginning: the first sweep may end before the first wait
    private string? _trouble;

    /// <summary>A client that follows no redirection and loses no patience by itself.</summary>
    public static HttpClient NewClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.DeadManUrl is not { } url)
            return;

        while (true)
        {
            await _swept.WaitAsync(stoppingToken);
            _swept = sweeps.Next;
            Note(await CallAsync(url, stoppingToken), url);
        }
    }

    /// <summary>Calls; what went wrong, or null.</summary>
    private async Task<string?> CallAsync(Uri url, CancellationToken stoppingToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        patience.CancelAfter(Patience);
        try
        {
            return await FollowAsync(url, patience.Token);
        }
        catch (HttpRequestException failure)
        {
            return failure.HttpRequestError.ToString();
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            return $"no answer within {Patience.TotalSeconds:0} s";
        }
    }

    private async Task<string?> FollowAsync(Uri url, CancellationToken cancellationToken)
    {
        for (var hop = 0; hop <= MostRedirections; hop++)
        {
            using var answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (answer.IsSuccessStatusCode)
                return null;
            if ((int)answer.StatusCode is < 300 or > 399 || answer.Headers.Location is not { } location)
                return $"status {(int)answer.StatusCode}";

            var next = new Uri(url, location);
            if (next.Scheme != url.Scheme)
                return $"it redirects from {url.Scheme} to {next.Scheme}";
            url = next;
        }

        return "it redirects for ever";
    }

    // The path of such an address is often its secret.
    private void Note(string? trouble, Uri url)
    {
        if (trouble == _trouble)
            return;

        if (trouble is null)
            LogAnswers(url.Host);
        else
            LogTrouble(url.Host, trouble);
        _trouble = trouble;
    }

    [LoggerMessage(LogLevel.Warning, "{Host} cannot be told that the parent lives: {Trouble}")]
    private partial void LogTrouble(string host, string trouble);

    [LoggerMessage(LogLevel.Information, "{Host} is told again that the parent lives")]
    private partial void LogAnswers(string host);
}
