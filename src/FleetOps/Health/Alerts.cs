using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Health;

/// <summary>
/// What people want to be told of incidents, in this process: the sweep raises, a face takes and shows; who watches
/// takes nothing away. The store has them all, also those that nobody took.
/// </summary>
public sealed class Alerts(IOptions<WatchOptions> options) : Feed<FleetEvent>
{
    private const int MostKept = 100; // a face that has not looked for so long reads /fleet

    private readonly ConcurrentQueue<FleetEvent> _news = new();
    private readonly ConcurrentDictionary<ClawName, FleetEvent> _held = new();

    /// <summary>What was raised since the last call, oldest first.</summary>
    public ImmutableList<FleetEvent> Take()
    {
        var taken = ImmutableList.CreateBuilder<FleetEvent>();
        while (_news.TryDequeue(out var news))
            taken.Add(news);
        return taken.ToImmutable();
    }

    /// <summary>
    /// Raises what an incident's change has to say, if people want to hear of its kind. What begins in maintenance is
    /// held back, and forgotten where it also ends there.
    /// </summary>
    internal void Raise(IncidentChange change, bool isInMaintenance)
    {
        if (change.Incident.ClosedAt is not null && _held.TryRemove(change.Incident.Claw, out _))
            return;
        if (change.Event is not { } news || !options.Value.IsToldOf(change.Incident))
            return;

        if (isInMaintenance && change.Incident.ClosedAt is null)
            _held[change.Incident.Claw] = news;
        else
            Enqueue(news);
    }

    /// <summary>Raises what was held back for claws whose maintenance has ended.</summary>
    internal void Release(Predicate<ClawName> isInMaintenance)
    {
        foreach (var claw in _held.Keys.Where(claw => !isInMaintenance(claw)).Order())
            if (_held.TryRemove(claw, out var news))
                Enqueue(news);
    }

    private void Enqueue(FleetEvent news)
    {
        _news.Enqueue(news);
        while (_news.Count > MostKept)
            _news.TryDequeue(out _);
        Publish(news);
    }
}
