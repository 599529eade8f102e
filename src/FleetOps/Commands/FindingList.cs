using System.Collections.Immutable;
using ParentClaw.FleetOps.Gateway;

namespace ParentClaw.FleetOps.Commands;

/// <summary>What an audit found, as a person reads it: how much, then the worst first. Pure.</summary>
internal static class FindingList
{
    // As OpenClaw calls them; its audit and its doctor do not agree on one word for the same.
    private static readonly ImmutableList<(string Weight, string[] Said)> Weights =
        [("critical", ["critical"]), ("error", ["error"]), ("warning", ["warn", "warning"]), ("note", ["info"])];

    /// <summary><c>1 critical, 2 warnings</c>; <c>nothing</c> where there is none.</summary>
    internal static string Count(IReadOnlyList<GatewayFinding> findings) => findings.Count == 0
        ? "nothing"
        : string.Join(", ", findings.GroupBy(Weigh).OrderBy(group => Rank(group.Key)).Select(Say));

    /// <summary>A row a finding, worst first, else in the order given.</summary>
    internal static TableBlock Table(IEnumerable<GatewayFinding> findings) => new(
        ["Weight", "What", "Remedy", "Check"],
        [
            .. findings.OrderBy(finding => Rank(Weigh(finding))).Select(finding => ImmutableList.Create(
                Weigh(finding), finding.Title, finding.Remedy ?? "", finding.Id)),
        ]);

    private static string Say(IGrouping<string, GatewayFinding> group) =>
        $"{group.Count()} {group.Key}{(group.Key == "critical" || group.Count() == 1 ? "" : "s")}";

    private static string Weigh(GatewayFinding finding) =>
        Weights.Find(weight => weight.Said.Contains(finding.Severity, StringComparer.OrdinalIgnoreCase)).Weight
        ?? finding.Severity;

    // A weight that no one knows is read before those that can wait.
    private static int Rank(string weight) =>
        Weights.FindIndex(known => known.Weight == weight) is var rank and >= 0 ? rank * 2 : 3;
}
