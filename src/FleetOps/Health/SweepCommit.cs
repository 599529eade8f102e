using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Health;

/// <summary>Writes down what a sweep saw, and tells people what it made of it, unless they want quiet.</summary>
internal sealed partial class SweepCommit(IFleetStore store, Alerts alerts, Silences silences, ILogger logger)
{
    /// <summary>Writes probes, and what they change, in one transaction.</summary>
    public async Task RunAsync(
        IReadOnlyList<IncidentChange> changes, IReadOnlyList<Probe> probes, CancellationToken cancellationToken)
    {
        await store.CommitAsync(
            new FleetChange
            {
                Probes = [.. probes],
                Incidents = [.. changes.Select(change => change.Incident)],
                Events = [.. changes.Select(change => change.Event).OfType<FleetEvent>()],
            },
            cancellationToken);
        foreach (var change in changes)
        {
            alerts.Raise(change, silences.Maintenance(change.Incident.Claw) is not null);
            if (change.Event is { } news)
                LogIncident(change.Incident.Claw, news.Text);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Claw}: {News}")]
    private partial void LogIncident(ClawName claw, string news);
}
