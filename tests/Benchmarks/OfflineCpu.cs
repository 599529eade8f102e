using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using ParentClaw.TestKit;

namespace ParentClaw.Benchmarks;

/// <summary>
/// What the real process computes while Telegram is away: a loop that asks and asks would show here. Half the time
/// connections are refused, half the time they are taken and nothing ever comes.
/// </summary>
internal sealed class OfflineCpu : IBenchmark
{
    private const double MostPercent = 2;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public string Name => "offline";

    /// <inheritdoc/>
    public async Task<Figure> MeasureAsync(Action<string> say, CancellationToken cancellationToken)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        var quiet = await MeasureAsync(port, cancellationToken);
        silent.Stop();
        var refused = await MeasureAsync(port, cancellationToken);
        say($"no answer {quiet:0.00} %, refused {refused:0.00} % of one core");
        return new Figure(Name, Math.Max(quiet, refused), "%", MostPercent);
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "A real process is what is measured.")]
    private static async Task<double> MeasureAsync(int port, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "parentbot.dll")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PARENTCLAW_DATA"] = folder.Path;
        start.Environment["PARENTCLAW_Telegram__Token"] = "1:t";
        start.Environment["PARENTCLAW_Telegram__ApiRoot"] = $"http://127.0.0.1:{port}";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await Task.Delay(WarmUp, TimeProvider.System, cancellationToken);
            process.Refresh();
            var (before, since) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
            await Task.Delay(Lasts, TimeProvider.System, cancellationToken);
            process.Refresh();
            return process.HasExited
                ? throw new InvalidOperationException($"It ended: {await output}{await errors}")
                : (process.TotalProcessorTime - before) / Stopwatch.GetElapsedTime(since) * 100;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
