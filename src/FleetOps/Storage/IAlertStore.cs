using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// What is known of incidents beyond the watch: who sees to them, who wants quiet, which message shows them. Written by
/// <see cref="IFleetStore.CommitAsync"/>.
/// </summary>
/// <remarks>Throws as <see cref="IFleetStore"/> does.</remarks>
public interface IAlertStore
{
    /// <summary>The incidents that are open or were closed after a moment, oldest first.</summary>
    Task<IReadOnlyList<Incident>> ListIncidentsAsync(DateTimeOffset closedAfter, CancellationToken cancellationToken);

    /// <summary>An incident, or null.</summary>
    Task<Incident?> FindIncidentAsync(long id, CancellationToken cancellationToken);

    /// <summary>Who acknowledged an incident, or null.</summary>
    Task<Acknowledgement?> FindAcknowledgementAsync(long incident, CancellationToken cancellationToken);

    /// <summary>The silences that end after a moment, oldest first.</summary>
    Task<IReadOnlyList<Silence>> ListSilencesAsync(DateTimeOffset endAfter, CancellationToken cancellationToken);

    /// <summary>
    /// In one snapshot: the open incidents and those on a card that is not over, with their cards and whoever
    /// acknowledged them.
    /// </summary>
    Task<AlertSituation> ReadSituationAsync(CancellationToken cancellationToken);
}
