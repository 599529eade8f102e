namespace ParentClaw.FleetOps.Commands;

/// <summary>A person who may command.</summary>
/// <param name="Id">Who, unique over all faces: <c>terminal:marvin</c>, <c>telegram:4711</c>.</param>
/// <param name="Name">As shown and kept in the audit trail.</param>
/// <param name="Role">What he may do.</param>
public sealed record Member(string Id, string Name, Role Role)
{
    /// <summary>The name, for logs.</summary>
    public override string ToString() => Name;
}
