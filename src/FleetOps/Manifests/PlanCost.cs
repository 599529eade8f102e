using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>What the claws that a plan makes add to the bill of a month. Pure.</summary>
/// <param name="PerMonth">In <see cref="Currency"/>, while all of them run; without those of unknown price.</param>
/// <param name="Unknown">Those of which the price list does not tell the price now.</param>
internal sealed record PlanCost(decimal PerMonth, ImmutableList<ClawName> Unknown)
{
    /// <summary>That of the price list.</summary>
    internal const string Currency = "USD";

    /// <summary>The cost of a plan; null where it makes no claw.</summary>
    internal static PlanCost? Of(ManifestPlan plan)
    {
        var made = plan.Actions.FindAll(action => action.Kind == PlannedKind.Create);
        return made.IsEmpty
            ? null
            : new PlanCost(
                made.Sum(action => action.AddedCost ?? 0),
                made.FindAll(action => action.AddedCost is null).ConvertAll(action => action.Claw));
    }

    /// <summary>A sentence.</summary>
    internal string Say()
    {
        var known = FormattableString.Invariant($"about ${PerMonth:0.00} more a month while all of it runs");
        return (PerMonth, Unknown.IsEmpty) switch
        {
            (0, true) => "It costs nothing more.",
            (0, false) => "What it costs more a month is not known: the price list cannot be had now.",
            (_, true) => $"It costs {known}.",
            (_, false) => $"It costs {known}; not in it is {PlanWords.Names(Unknown)}, of unknown price.",
        };
    }
}
