using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>
/// Compares a manifest with the fleet. Nothing is ever destroyed, purged or brought to an older version by it: what
/// would
/// need that is left to a person, and said. Pure.
/// </summary>
public static class ManifestPlanner
{
    /// <summary>What is to be done.</summary>
    public static ManifestPlan Plan(Manifest manifest, PresentFleet fleet)
    {
        var named = manifest.Claws.Select(claw => claw.Name).ToHashSet();
        return new ManifestPlan(
            [.. manifest.Claws.SelectMany(claw => Of(claw, fleet))],
            [
                .. fleet.Claws.Values.Where(claw => claw.IsThere && !named.Contains(claw.Claw.Name))
                    .Select(claw => claw.Claw.Name),
            ]);
    }

    private static IEnumerable<PlannedAction> Of(ManifestClaw wanted, PresentFleet fleet)
    {
        var present = fleet.Claws[wanted.Name];
        if (present.IsToCreate)
            return [Create(wanted, present, fleet)];

        var claw = present.Claw;
        var actions = Access(wanted, claw).Concat(Model(wanted, claw)).Concat(Schedule(wanted, present))
            .Concat(Relabel(wanted, claw)).Concat(VersionPlanner.Of(wanted, claw, fleet)).Concat(ByHand(wanted, claw))
            .ToList();
        return claw switch
        {
            _ when ClawLifecycle.IsBusy(claw.State) && (actions.Count > 0 || claw.Spec is null) =>
            [
                new(claw.Name, PlannedKind.Later, $"{claw.State}", Sum(actions), wanted.Line)
                {
                    Note = $"{claw.Name} is busy ({claw.State}); apply again when that is done.",
                },
            ],
            _ => actions,
        };
    }

    private static string Sum(List<PlannedAction> actions) =>
        actions.Count == 0 ? "as it is written" : string.Join("; ", actions.Select(action => action.To));

    private static PlannedAction Create(ManifestClaw wanted, PresentClaw present, PresentFleet fleet)
    {
        var claw = present.Claw;
        var versions = VersionPlanner.Say(wanted.Image, wanted.AppLayer, wanted.OpenClaw);
        var to = string.Join(", ", new[] { wanted.Profile?.ToString().ToLowerInvariant(), wanted.Size, versions }
            .Where(word => !string.IsNullOrEmpty(word)).DefaultIfEmpty("the defaults"));
        var create = new PlannedAction(
            claw.Name, PlannedKind.Create, claw.State == ClawState.New ? null : $"{claw.State}", to, wanted.Line)
        {
            Note = claw.Disk > 0 ? $"On the data disk {claw.Name}-d{claw.Disk} that was kept." : null,
            AddedCost = present.AddedCost,
        };
        var obstacle = VersionPlanner.FindMissing(wanted, fleet)
            ?? (wanted.OpenClaw is { } openClaw ? claw.FindRefusal(openClaw) : null) ?? present.CannotCreate;
        return obstacle is null ? create : create with { Kind = PlannedKind.Person, Note = obstacle };
    }

    private static IEnumerable<PlannedAction> Relabel(ManifestClaw wanted, Claw claw)
    {
        if (wanted.Labels is not { } labels || Labels.Say(labels) == Labels.Say(claw.Labels))
            yield break;

        yield return new PlannedAction(
            claw.Name, PlannedKind.Relabel, Labels.OrNone(claw.Labels), Labels.OrNone(labels),
            wanted.LineOf(ManifestKeys.Labels));
    }

    private static IEnumerable<PlannedAction> Access(ManifestClaw wanted, Claw claw)
    {
        var to = AccessChange.Wanted(wanted, claw);
        if (AccessChange.Say(to) == AccessChange.Say(claw))
            yield break;

        var line = wanted.LineOf(to.Owner == claw.Owner ? ManifestKeys.Policy : ManifestKeys.Owner);
        yield return Gatewayed(
            claw, new PlannedAction(claw.Name, PlannedKind.Access, AccessChange.Say(claw), AccessChange.Say(to), line)
            {
                Note = to.DmPolicy == DmPolicy.Open && claw.DmPolicy != DmPolicy.Open
                    ? $"Everybody who finds {claw.Name}'s bot may write to it then, at your cost."
                    : null,
            });
    }

    private static IEnumerable<PlannedAction> Model(ManifestClaw wanted, Claw claw)
    {
        if (wanted.Model is not { } model || model == claw.Model)
            yield break;

        var action = new PlannedAction(
            claw.Name, PlannedKind.Model, claw.Model, model, wanted.LineOf(ManifestKeys.Model));
        yield return Provider(model) == Provider(claw.Model)
            ? Gatewayed(claw, action)
            : action with
            {
                Kind = PlannedKind.Person,
                Note = $"{Provider(model)} is another provider, whose key and entry the claw must have first: "
                    + $"/secret set {claw.Name}, then /config {claw.Name} set agents.defaults.model.primary {model}.",
            };
    }

    private static string? Provider(string? model) => model?.Split('/', 2)[0];

    private static IEnumerable<PlannedAction> Schedule(ManifestClaw wanted, PresentClaw present)
    {
        if (wanted is { Presets: null, Jobs: null })
            yield break;

        var (claw, line) = (
            present.Claw, wanted.LineOf(wanted.Presets is null ? ManifestKeys.Jobs : ManifestKeys.Presets));
        if (present.Jobs is not { } jobs)
        {
            yield return new PlannedAction(claw.Name, PlannedKind.Later, From: null, "its schedule", line)
            {
                Note = present.Silence ?? Refusals.NotServing(claw) ?? $"{claw.Name} was not asked for its jobs.",
            };
            yield break;
        }

        if (ScheduleChange.Between(wanted, jobs) is { IsEmpty: false } change)
            yield return new PlannedAction(claw.Name, PlannedKind.Schedule, From: null, change.Said, line);
    }

    // What no way leads to but a new machine that a person decides on.
    private static IEnumerable<PlannedAction> ByHand(ManifestClaw wanted, Claw claw)
    {
        var how = $"It is of a machine's making. /destroy {claw.Name} keeps the data disk; apply then makes it so.";
        if (wanted.Size is { } size && claw.Spec is { } spec && size != spec.Size)
            yield return new PlannedAction(
                claw.Name, PlannedKind.Person, spec.Size, size, wanted.LineOf(ManifestKeys.Size))
            { Note = how };
        if (wanted.Profile is { } profile && profile != claw.Profile)
            yield return new PlannedAction(
                claw.Name, PlannedKind.Person, $"{claw.Profile}".ToLowerInvariant(), $"{profile}".ToLowerInvariant(),
                wanted.LineOf(ManifestKeys.Profile))
            { Note = how };
    }

    // What the gateway has to take can only be done while it may answer.
    private static PlannedAction Gatewayed(Claw claw, PlannedAction action) => Refusals.NotServing(claw) is { } refusal
        ? action with { Kind = PlannedKind.Later, Note = refusal }
        : action;
}
