using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ParentClaw.ParentBot.Life;

/// <summary>
/// Reports to systemd: ready, alive, stopping. While a part shows no life its watchdog goes hungry, and systemd starts
/// the process anew; what was under way is in the store.
/// </summary>
internal sealed partial class SystemdReport(
    SystemdNotifier systemd, IEnumerable<ILifeSign> signs, IOptions<HostOptions> host, TimeProvider time,
    ILogger<SystemdReport> logger)
    : BackgroundService, IHostedLifecycleService
{
    // From the end of the last part to that of the process.
    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<ILifeSign> _signs = [.. signs];
    private string _status = "";

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>All parts have started.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Tell("READY=1", _status = "STATUS=Serving");
        return Task.CompletedTask;
    }

    /// <summary>The parts are about to be stopped.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Longer than the unit grants where a person set a long patience; never shorter.
        var longest = host.Value.ShutdownTimeout + Spare;
        Tell(
            "STOPPING=1",
            "STATUS=Letting go of what is under way; the next start takes it up",
            string.Create(CultureInfo.InvariantCulture, $"EXTEND_TIMEOUT_USEC={longest.TotalMicroseconds:0}"));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (systemd.Watchdog is not { } patience)
            return;

        // Half of it, as sd_watchdog_enabled(3) advises: one beat may come late.
        using var timer = new PeriodicTimer(patience / 2, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Beat();
    }

    private void Beat()
    {
        var now = time.GetUtcNow();
        var silent = _signs.Where(sign => !sign.IsAlive(now)).Select(sign => sign.Name).ToList();
        if (silent.Count == 0)
        {
            Say("STATUS=Serving", "WATCHDOG=1");
            return;
        }

        var names = string.Join(", ", silent);
        if (Say($"STATUS=No sign of life from {names}"))
            LogSilent(names);
    }

    /// <summary>
    /// Tells a status where it is another than the last, and what else there is; whether it was another.
    /// </summary>
    private bool Say(string status, params string[] more)
    {
        var isNew = status != _status;
        _status = status;
        Tell(isNew ? [status, .. more] : more);
        return isNew;
    }

    private void Tell(params string[] assignments)
    {
        if (assignments.Length == 0)
            return;

        try
        {
            systemd.Tell(assignments);
        }
        catch (SocketException failure)
        {
            LogUnheard(failure);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error, Message = "No sign of life from {Parts}: systemd will start this process anew")]
    private partial void LogSilent(string parts);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Systemd does not listen")]
    private partial void LogUnheard(Exception exception);
}
