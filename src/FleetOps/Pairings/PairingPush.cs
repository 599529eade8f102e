using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Gateway.Rpc;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Pairings;

/// <summary>
/// Tells <see cref="PairingNews"/> of who waits within seconds, over the open RPC connections of the claws that serve.
/// OpenClaw has no event for people who wait (2026.9.6), so each is asked every few seconds, which costs its machine
/// milliseconds; only for somebody new the command line tells the code. A claw that speaks no RPC is left to
/// <see cref="PairingWatch"/>, which stays as the net below.
/// </summary>
internal sealed partial class PairingPush(
    IFleetStore store, GatewayCalls calls, IGateway gateway, PairingNews news, IOptions<GatewayOptions> options,
    TimeProvider time, ILogger<PairingPush> logger) : BackgroundService
{
    // Side by side; one that hangs holds up only its own place.
    private const int AtOnce = 16;

    private ImmutableDictionary<ClawName, string> _told = ImmutableDictionary<ClawName, string>.Empty;

    /// <summary>One look at each claw that serves, as many as connections may be open.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var claws = await store.ListClawsAsync(cancellationToken);
        var probes = await store.ListLastProbesAsync(cancellationToken);
        var served = claws
            .Where(claw => PairingWatch.Serves(claw, probes.GetValueOrDefault(claw.Name)))
            .Take(options.Value.MostConnections)
            .ToList();
        _told = _told.RemoveRange(_told.Keys.Except(served.Select(claw => claw.Name)));
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(served, atOnce, async (claw, stop) => await LookAsync(claw, stop));
    }

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

            await Task.Delay(options.Value.PairingInterval, time, stoppingToken);
        }
    }

    private async Task LookAsync(Claw claw, CancellationToken cancellationToken)
    {
        try
        {
            if (await calls.TryAskAsync(claw, GatewayRequests.ListPairings, cancellationToken) is not { } answer)
                return;

            // What was told already is not told again: only who waits, and since when, makes a difference.
            var seen = string.Join(
                ' ', PairingAnswers.ReadRequests(answer).Select(one => $"{one.Account}/{one.Sender}/{one.CreatedAt:O}"));
            if (_told.GetValueOrDefault(claw.Name, "") == seen)
                return;

            news.Publish(new PairingLook(claw.Name, [.. await gateway.ListPairingsAsync(claw, cancellationToken)]));
            ImmutableInterlocked.AddOrUpdate(ref _told, claw.Name, seen, (_, _) => seen);
        }
        catch (FleetException failure)
        {
            LogSilent(claw.Name, failure.Reason, failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Claw} did not tell at once who waits: {Reason}")]
    private partial void LogSilent(ClawName claw, FailureReason reason, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody was asked who waits; they are asked at the next time")]
    private partial void LogNotLooked(Exception failure);
}
