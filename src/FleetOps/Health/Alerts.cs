using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Health;

/// <summary>
/// What people want to be told of incidents, in this process: the sweep raises, a face takes and shows. The store has
/// them all, also those that nobody took.
/// </summary>
public sealed class Alerts(IOptions<WatchOptions> options)
{
    private const int MostKept = 100; // a face that has not looked for so long reads /fleet

    private readonly ConcurrentQueue<FleetEvent> _news = new();

    /// <summary>What was raised since the last call, oldest first.</summary>
    public ImmutableList<FleetEvent> Take()
    {
        var taken = ImmutableList.CreateBuilder<FleetEvent>();
        while (_news.TryDequeue(out var news))
            taken.Add(news);
        return taken.ToImmutable();
    }

    /// <summary>Raises what an incident's change has to say, if people want to hear of its kind.</summary>
    internal void Raise(IncidentChange change)
    {
        if (change.Event is not { } news || !IsWanted(change.Incident.Worst.Kind))
            return;

        _news.Enqueue(news);
        while (_news.Count > MostKept)
            _news.TryDequeue(out _);
    }

    private bool IsWanted(VerdictKind kind) =>
        kind == VerdictKind.Degraded ? options.Value.AlertOnDegraded : options.Value.AlertOnOffline;
}
