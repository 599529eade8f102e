using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Digests;

/// <summary>The part of a digest about what happened: operations and incidents. Pure.</summary>
internal static class DigestHappenings
{
    /// <summary>Its blocks; none where nothing happened.</summary>
    public static IEnumerable<ReplyBlock> Of(FleetPicture picture) =>
        [.. Done(picture), .. Undone(picture), .. Troubles(picture)];

    private static IEnumerable<ReplyBlock> Done(FleetPicture picture)
    {
        var facts = picture.Operations.Where(operation => operation.Status == OperationStatus.Succeeded)
            .GroupBy(operation => operation.Order)
            .OrderBy(some => some.Key, StringComparer.Ordinal)
            .Select(some => (Past(some.Key), DigestComposer.Names(some.Select(one => one.Claw))))
            .ToImmutableList();
        var open = picture.Operations.Where(operation => operation.Status == OperationStatus.Open).ToList();
        if (open.Count > 0)
            facts = facts.Add(("under way", DigestComposer.Names(open.Select(operation => operation.Claw))));
        return facts.IsEmpty ? [] : [new HeadingBlock("Operations"), new FactsBlock(facts)];
    }

    private static IEnumerable<ReplyBlock> Undone(FleetPicture picture)
    {
        var rows = picture.Operations
            .Where(operation => operation.Status is not (OperationStatus.Succeeded or OperationStatus.Open))
            .Reverse()
            .Select(operation => ImmutableList.Create(
                operation.Claw.Value, operation.Order, operation.Status.ToString(),
                operation.Failure?.Message ?? operation.Conclusion ?? ""))
            .ToList();
        return rows.Count == 0
            ? []
            : [new HeadingBlock("What did not succeed"), .. DigestComposer.Table(["Claw", "Order", "", "Why"], rows)];
    }

    private static IEnumerable<ReplyBlock> Troubles(FleetPicture picture)
    {
        var rows = picture.Incidents
            .Select(incident => (Incident: incident, Lasted: (incident.ClosedAt ?? picture.Now) - incident.OpenedAt))
            .OrderBy(one => one.Incident.ClosedAt is not null)
            .ThenByDescending(one => one.Lasted)
            .Select(one => ImmutableList.Create(
                one.Incident.Claw.Value,
                one.Incident.Worst.ToString(),
                Ago.Span(one.Lasted) + (one.Incident.ClosedAt is null ? ", goes on" : "")
                    + (one.Incident.Reopened > 0 ? $", {one.Incident.Reopened + 1} times" : "")))
            .ToList();
        return rows.Count == 0
            ? []
            : [new HeadingBlock("Incidents"), .. DigestComposer.Table(["Claw", "Worst", "Lasted"], rows)];
    }

    private static string Past(string order) => order switch
    {
        "Deploy" => "deployed",
        "Destroy" => "destroyed",
        "Upgrade" => "upgraded",
        "RollBack" => "rolled back",
        "Restart" => "restarted",
        "Reboot" => "rebooted",
        "Resuscitate" => "resuscitated",
        "Park" => "parked",
        "Wake" => "woken",
        "Purge" => "purged",
        _ => order,
    };
}
