namespace ParentClaw.FleetOps.Health;

/// <summary>What the last probe saw of a claw, always with reasons.</summary>
/// <param name="Kind">In one word.</param>
/// <param name="Reasons">
/// Why, worst first, each a short phrase: <c>readyz: telegram</c>, <c>disk 96 %</c>. Empty only where healthy.
/// </param>
public sealed record Verdict(VerdictKind Kind, params IReadOnlyList<string> Reasons)
{
    /// <summary>Whether it counts towards an incident.</summary>
    public bool IsBad => Kind is VerdictKind.Degraded or VerdictKind.Offline or VerdictKind.Unreachable;

    /// <summary><c>Degraded: readyz: telegram; disk 96 %</c>.</summary>
    public override string ToString() => Reasons.Count == 0 ? Kind.ToString() : $"{Kind}: {string.Join("; ", Reasons)}";
}
