using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Storage;

/// <summary>Reads what is known of incidents from the one SQLite file.</summary>
internal sealed class SqliteAlertStore(SqliteFile file) : IAlertStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Incident>> ListIncidentsAsync(
        DateTimeOffset closedAfter, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => IncidentRows.ListSince(connection, closedAfter), cancellationToken);

    /// <inheritdoc/>
    public Task<Incident?> FindIncidentAsync(long id, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => IncidentRows.Find(connection, id), cancellationToken);

    /// <inheritdoc/>
    public Task<Acknowledgement?> FindAcknowledgementAsync(long incident, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => AcknowledgementRows.Find(connection, incident), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Silence>> ListSilencesAsync(
        DateTimeOffset endAfter, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => SilenceRows.List(connection, endAfter), cancellationToken);

    /// <inheritdoc/>
    public Task<AlertSituation> ReadSituationAsync(CancellationToken cancellationToken) =>
        file.ReadAsync(ReadSituation, cancellationToken);

    private static AlertSituation ReadSituation(SqliteConnection connection)
    {
        var cards = AlertCardRows.ListNeeded(connection);
        var incidents = IncidentRows.ListOpen(connection).ToImmutableSortedDictionary(open => open.Id, open => open);
        foreach (var id in cards.SelectMany(card => card.Incidents).Where(id => !incidents.ContainsKey(id)))
            if (IncidentRows.Find(connection, id) is { } closed)
                incidents = incidents.Add(id, closed);
        var acknowledged = AcknowledgementRows.List(connection).Where(one => incidents.ContainsKey(one.Incident));
        return new AlertSituation(incidents, cards, acknowledged.ToImmutableDictionary(one => one.Incident));
    }
}
