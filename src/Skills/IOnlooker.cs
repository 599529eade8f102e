using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills;

/// <summary>Who is told how far it is while it is waited for; told of one thing after the other.</summary>
internal interface IOnlooker
{
    /// <summary>A proposal waits for an Admin; told again with every look.</summary>
    Task SeeAsync(ProposalView proposal, CancellationToken cancellationToken);

    /// <summary>How far an operation is, with every look.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="isOneOfSeveral">Whether others are waited for at the same time.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task SeeAsync(OperationView operation, bool isOneOfSeveral, CancellationToken cancellationToken);
}
