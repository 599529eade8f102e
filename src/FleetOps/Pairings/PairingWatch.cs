using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Pairings;

/// <summary>Looks at who waits at the claws that serve, again and again, and tells <see cref="PairingNews"/>.</summary>
public sealed partial class PairingWatch(
    IFleetStore store, IGateway gateway, PairingNews news, IOptions<PairingOptions> options, TimeProvider time,
    ILogger<PairingWatch> logger) : BackgroundService
{
    // Parents that were started together do not go on looking together.
    private const double Jitter = 0.1;

    /// <summary>One look at each claw that serves. A claw that cannot be asked is passed over until the next.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var claws = await store.ListClawsAsync(cancellationToken);
        var probes = await store.ListLastProbesAsync(cancellationToken);
        var atOnce = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Value.Concurrency,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(
            claws.Where(claw => Serves(claw, probes.GetValueOrDefault(claw.Name))),
            atOnce,
            async (claw, stop) => await LookAsync(claw, probes[claw.Name], stop));
    }

    /// <summary>Whether a claw serves, by its last probe.</summary>
    internal static bool Serves(Claw claw, Probe? last) =>
        claw is { State: ClawState.Running, Address: not null, Spec: not null }
        && last?.Verdict.Kind is VerdictKind.Healthy or VerdictKind.Degraded;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (FleetException failure)
            {
                LogNotLooked(failure);
            }

            var interval = options.Value.Interval;
            await Task.Delay(
                interval * (1 - Jitter + (2 * Jitter * Random.Shared.NextDouble())), time, stoppingToken);
        }
    }

    private async Task LookAsync(Claw claw, Probe last, CancellationToken cancellationToken)
    {
        try
        {
            // A probe that counts them saves the machine the question.
            var waiting = last.Report?.PendingPairings == 0
                ? []
                : await gateway.ListPairingsAsync(claw, cancellationToken);
            news.Publish(new PairingLook(claw.Name, [.. waiting]));
        }
        catch (FleetException failure)
        {
            LogSilent(claw.Name, failure.Reason, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Claw} did not tell who waits: {Reason}")]
    private partial void LogSilent(ClawName claw, FailureReason reason, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody was asked who waits; they are asked at the next time")]
    private partial void LogNotLooked(Exception failure);
}
