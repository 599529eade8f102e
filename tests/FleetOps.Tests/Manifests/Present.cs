using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Manifests;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Manifests;

/// <summary>Fleets to compare with.</summary>
internal static class Present
{
    /// <summary>A fleet of these claws, and of some that are to be made.</summary>
    public static PresentFleet Fleet(IEnumerable<PresentClaw> claws, IEnumerable<ClawName>? wanted = null)
    {
        var there = claws.ToImmutableSortedDictionary(claw => claw.Claw.Name, claw => claw);
        foreach (var name in (wanted ?? []).Where(name => !there.ContainsKey(name)))
            there = there.Add(name, new PresentClaw(new Claw { Name = name, CreatedAt = Some.Moment }));
        return new PresentFleet(
            there, [AppLayerVersion.Parse("1.1.0"), AppLayerVersion.Parse("1.2.0"), AppLayerVersion.Parse("1.3.0")]);
    }

    /// <summary>The same, as a manifest asks for it.</summary>
    public static ManifestPlan Plan(string text, params IReadOnlyList<PresentClaw> claws)
    {
        var manifest = ManifestReader.Read(text, out var faults);
        string.Join('\n', faults).ShouldBe("");
        return ManifestPlanner.Plan(manifest!, Fleet(claws, manifest!.Claws.Select(claw => claw.Name)));
    }

    /// <summary>A plan as lines.</summary>
    public static string Text(ManifestPlan plan) => string.Join('\n',
    [
        .. plan.Actions.Select(action =>
            $"{action.Line}: {action.Claw} {action.Kind}: {action.From ?? "-"} -> {action.To}"
            + (action.Note is { } note ? $"\n   {note}" : "")),
        $"left alone: {string.Join(", ", plan.LeftAlone)}",
    ]);
}
