using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// The truth about the fleet. Every change is one <see cref="FleetChange"/>, committed whole or not at all and on disk
/// when the call returns; reads see what was committed.
/// </summary>
/// <remarks>Throws <see cref="FleetException"/>: <see cref="FailureReason.StaleRecord"/> where somebody else was first,
/// <see cref="FailureReason.StoreFailed"/> where the file cannot be read or written (a full disk: nothing is
/// lost).</remarks>
public interface IFleetStore : IOrderStore
{
    /// <summary>
    /// Commits a change. A claw or operation whose <c>Version</c> is not the stored one is refused
    /// (<see cref="FailureReason.StaleRecord"/>), as is a second open operation of one claw, and nothing of the change
    /// is kept.
    /// </summary>
    /// <returns>The change with the versions and numbers it now has.</returns>
    Task<FleetChange> CommitAsync(FleetChange change, CancellationToken cancellationToken);

    /// <summary>A claw, or null.</summary>
    Task<Claw?> FindClawAsync(ClawName name, CancellationToken cancellationToken);

    /// <summary>All claws, by name.</summary>
    Task<IReadOnlyList<Claw>> ListClawsAsync(CancellationToken cancellationToken);

    /// <summary>An operation, or null.</summary>
    Task<OperationRecord?> FindOperationAsync(OperationId id, CancellationToken cancellationToken);

    /// <summary>All open operations, oldest first.</summary>
    Task<IReadOnlyList<OperationRecord>> ListOpenOperationsAsync(CancellationToken cancellationToken);

    /// <summary>The newest operations, newest first, of one claw or of all.</summary>
    Task<IReadOnlyList<OperationRecord>> ListOperationsAsync(
        ClawName? claw, int atMost, CancellationToken cancellationToken);

    /// <summary>
    /// Raises an open operation's cancel flag without touching its version. False where it has ended.
    /// </summary>
    Task<bool> RequestCancelAsync(OperationId id, CancellationToken cancellationToken);

    /// <summary>Whether the cancel flag is up.</summary>
    Task<bool> IsCancelRequestedAsync(OperationId id, CancellationToken cancellationToken);

    /// <summary>A claw's restore points, newest first.</summary>
    Task<IReadOnlyList<RestorePoint>> ListRestorePointsAsync(ClawName claw, CancellationToken cancellationToken);

    /// <summary>The last probe of each claw that has one.</summary>
    Task<IReadOnlyDictionary<ClawName, Probe>> ListLastProbesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A claw's newest probes, newest first: the last one, then those where the verdict changed, and, without its
    /// report, one every 15 minutes while it did not. The others are not kept.
    /// </summary>
    Task<IReadOnlyList<Probe>> ListProbesAsync(ClawName claw, int atMost, CancellationToken cancellationToken);

    /// <summary>All open incidents.</summary>
    Task<IReadOnlyList<Incident>> ListOpenIncidentsAsync(CancellationToken cancellationToken);

    /// <summary>A claw's newest incidents, newest first.</summary>
    Task<IReadOnlyList<Incident>> ListIncidentsAsync(ClawName claw, int atMost, CancellationToken cancellationToken);

    /// <summary>A claw's rung attempts since a moment, oldest first.</summary>
    Task<IReadOnlyList<RungAttempt>> ListRungAttemptsAsync(
        ClawName claw, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>The newest events, newest first, of one claw or of all: the audit trail and timeline.</summary>
    Task<IReadOnlyList<FleetEvent>> ListEventsAsync(ClawName? claw, int atMost, CancellationToken cancellationToken);

    /// <summary>A setting of the parent itself, or null.</summary>
    Task<string?> FindSettingAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes probes, closed incidents, rung attempts, begun orders, what keys stand for, decided proposals, questions
    /// and invitations older than a moment. Events stay.
    /// </summary>
    Task ForgetBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken);
}
