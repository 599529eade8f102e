namespace ParentClaw.FleetOps.Members;

/// <summary>Who the members are.</summary>
public interface IMemberList
{
    /// <summary>All members.</summary>
    Task<IReadOnlyList<Membership>> ListAsync(CancellationToken cancellationToken);
}
