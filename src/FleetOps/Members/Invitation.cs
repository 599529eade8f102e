namespace ParentClaw.FleetOps.Members;

/// <summary>A code that makes a member of whoever brings it first.</summary>
/// <param name="Digest">The code's SHA-256, in hexadecimal; the code itself is nowhere.</param>
/// <param name="Role">What the new member may do.</param>
/// <param name="MadeBy">Id of the member who made it; <c>parent</c> for a claim.</param>
/// <param name="MadeByName">His name.</param>
internal sealed record Invitation(string Digest, Role Role, string MadeBy, string MadeByName)
{
    /// <summary>How long it is good; null for the claim of a parent without an Admin.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The order that made it.</summary>
    public string? OrderKey { get; init; }

    /// <summary>Id of the member whom it made; null while nobody used it.</summary>
    public string? UsedBy { get; init; }

    /// <summary>Whether it is the claim of a parent without an Admin.</summary>
    public bool IsClaim => Until is null;
}
