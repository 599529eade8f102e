namespace ParentClaw.FleetOps.Members;

/// <summary>Nobody, where no chat has members.</summary>
internal sealed class NoMembers : IMemberList
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Membership>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Membership>>([]);
}
