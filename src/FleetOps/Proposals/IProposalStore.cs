namespace ParentClaw.FleetOps.Proposals;

/// <summary>Keeps proposals; they outlive the process.</summary>
/// <remarks>Throws as <see cref="Storage.IFleetStore"/> does.</remarks>
public interface IProposalStore
{
    /// <summary>
    /// Adds one. Where one of the same <see cref="Proposal.OrderKey"/> is there, that is returned and nothing added.
    /// </summary>
    Task<Proposal> AddAsync(Proposal proposal, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces one; its <see cref="Proposal.Version"/> must be the stored one
    /// (<see cref="FailureReason.StaleRecord"/>).
    /// </summary>
    /// <returns>The proposal with its new version.</returns>
    Task<Proposal> UpdateAsync(Proposal proposal, CancellationToken cancellationToken);

    /// <summary>A proposal, or null.</summary>
    Task<Proposal?> FindAsync(ProposalId id, CancellationToken cancellationToken);

    /// <summary>The proposal of an order, by its <see cref="Proposal.OrderKey"/>, or null.</summary>
    Task<Proposal?> FindByOrderAsync(string orderKey, CancellationToken cancellationToken);

    /// <summary>Those that wait or are being carried out, oldest first.</summary>
    Task<IReadOnlyList<Proposal>> ListOpenAsync(CancellationToken cancellationToken);

    /// <summary>The newest, newest first.</summary>
    Task<IReadOnlyList<Proposal>> ListAsync(int atMost, CancellationToken cancellationToken);
}
