using Microsoft.AspNetCore.DataProtection;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Storage;

/// <summary>Keeps proposals in the one SQLite file.</summary>
internal sealed class SqliteProposalStore(SqliteFile file, IDataProtectionProvider protection) : IProposalStore
{
    private readonly ProposalRows _rows = new(new Sealing(protection, "Proposals"));

    /// <inheritdoc/>
    public Task<Proposal> AddAsync(Proposal proposal, CancellationToken cancellationToken) =>
        file.WriteAsync(connection => _rows.Add(connection, proposal), cancellationToken);

    /// <inheritdoc/>
    public async Task<Proposal> UpdateAsync(Proposal proposal, CancellationToken cancellationToken) =>
        await file.WriteAsync(connection => _rows.Update(connection, proposal), cancellationToken)
        ?? throw new FleetException(
            FailureReason.StaleRecord,
            $"Somebody else decided {proposal.Id} first. /proposals {proposal.Id} shows it.");

    /// <inheritdoc/>
    public Task<Proposal?> FindAsync(ProposalId id, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => _rows.Find(connection, id), cancellationToken);

    /// <inheritdoc/>
    public Task<Proposal?> FindByOrderAsync(string orderKey, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => _rows.FindByOrder(connection, orderKey), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Proposal>> ListOpenAsync(CancellationToken cancellationToken) =>
        file.ReadAsync(_rows.ListOpen, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Proposal>> ListAsync(int atMost, CancellationToken cancellationToken) =>
        file.ReadAsync(connection => _rows.List(connection, atMost), cancellationToken);
}
