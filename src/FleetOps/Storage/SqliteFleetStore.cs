using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The fleet in one SQLite file, owned by this process.</summary>
internal sealed partial class SqliteFleetStore(SqliteFile file, IDataProtectionProvider protection) : IFleetStore
{
    // A write of this many deletions takes some 20 ms; other writers come in between.
    private const int ForgottenAtOnce = 5_000;

    private readonly ClawRows _claws = new();
    private readonly ProbeRows _probes = new();
    private readonly QuestionRows _questions = new(new Sealing(protection, "Questions"));

    /// <inheritdoc/>
    public async Task<FleetChange> CommitAsync(FleetChange change, CancellationToken cancellationToken)
    {
        if (change is { Claw: { } claw, ForgottenClaw: { } forgotten } && claw.Name == forgotten.Name)
            throw new ArgumentException($"{claw.Name} cannot be written and forgotten in one change.", nameof(change));

        var (committed, last) = await file.WriteAsync(connection => Commit(connection, change), cancellationToken);
        foreach (var (number, probe) in last)
            _probes.Keep(number, probe);
        return committed;
    }

    /// <inheritdoc/>
    public Task<Claw?> FindClawAsync(ClawName name, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => ClawRows.Find(connection, name), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Claw>> ListClawsAsync(CancellationToken cancellationToken) =>
        file.ReadAsync(_claws.List, cancellationToken);

    /// <inheritdoc/>
    public Task<OperationRecord?> FindOperationAsync(OperationId id, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => OperationRows.Find(connection, id), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OperationRecord>> ListOpenOperationsAsync(CancellationToken cancellationToken) =>
        file.ReadAsync(OperationRows.ListOpen, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OperationRecord>> ListOperationsAsync(
        ClawName? claw, int atMost, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => OperationRows.List(connection, claw, atMost), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RequestCancelAsync(OperationId id, CancellationToken cancellationToken) =>
        file.WriteAsync(connection => OperationRows.RequestCancel(connection, id), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> IsCancelRequestedAsync(OperationId id, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => OperationRows.IsCancelRequested(connection, id), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RestorePoint>> ListRestorePointsAsync(
        ClawName claw, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => RestorePointRows.List(connection, claw), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<ClawName, Probe>> ListLastProbesAsync(CancellationToken cancellationToken) =>
        file.ReadAsync(_probes.ListLast, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Probe>> ListProbesAsync(ClawName claw, int atMost, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => ProbeRows.List(connection, claw, atMost), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Incident>> ListOpenIncidentsAsync(CancellationToken cancellationToken) =>
        file.ReadAsync(IncidentRows.ListOpen, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Incident>> ListIncidentsAsync(
        ClawName claw, int atMost, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => IncidentRows.List(connection, claw, atMost), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RungAttempt>> ListRungAttemptsAsync(
        ClawName claw, DateTimeOffset since, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => RungAttemptRows.List(connection, claw, since), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<FleetEvent>> ListEventsAsync(
        ClawName? claw, int atMost, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => EventRows.List(connection, claw, atMost), cancellationToken);

    /// <inheritdoc/>
    public Task<string?> FindSettingAsync(string key, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => SettingRows.Find(connection, key), cancellationToken);

    /// <inheritdoc/>
    public async Task ForgetBeforeAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        int forgotten;
        do
        {
            forgotten = await file.WriteAsync(
                connection => ProbeRows.ForgetBefore(connection, moment, ForgottenAtOnce), cancellationToken);
        }
        while (forgotten == ForgottenAtOnce);

        await file.WriteAsync(
            connection =>
            {
                ProbeRows.ForgetLastBefore(connection, moment);
                IncidentRows.ForgetBefore(connection, moment);
                AlertCommit.ForgetBefore(connection, moment);
                RungAttemptRows.ForgetBefore(connection, moment);
                BegunOrderRows.ForgetBefore(connection, moment);
                OrderKeyRows.ForgetBefore(connection, moment);
                ProposalRows.ForgetBefore(connection, moment);
                QuestionRows.ForgetBefore(connection, moment);
                InvitationRows.ForgetBefore(connection, moment);
                return true;
            },
            cancellationToken);
    }

    private static (FleetChange Committed, IReadOnlyList<(long Number, Probe Probe)> Last) Commit(
        SqliteConnection connection, FleetChange change)
    {
        var last = new List<(long, Probe)>();
        var committed = change with
        {
            Claw = change.Claw is { } claw ? ClawRows.Save(connection, claw) : null,
            Operation = change.Operation is { } operation ? OperationRows.Save(connection, operation) : null,
            Incidents = change.Incidents.ConvertAll(incident => IncidentRows.Save(connection, incident)),
            Silences = change.Silences.ConvertAll(silence => SilenceRows.Save(connection, silence)),
        };
        foreach (var point in change.RestorePoints)
            RestorePointRows.Add(connection, point);
        foreach (var id in change.DroppedRestorePoints)
            RestorePointRows.Drop(connection, id);
        foreach (var probe in change.Probes)
            if (ProbeRows.Add(connection, probe) is { } number)
                last.Add((number, probe));
        AlertCommit.Write(connection, change);
        DigestRows.Write(connection, change);
        foreach (var attempt in change.RungAttempts)
            RungAttemptRows.Add(connection, attempt);
        foreach (var fleetEvent in change.Events)
            EventRows.Add(connection, fleetEvent);
        foreach (var (key, value) in change.Settings)
            SettingRows.Save(connection, key, value);
        if (change.ForgottenClaw is { } forgotten)
            ClawRows.Forget(connection, forgotten);
        return (committed, last);
    }
}
