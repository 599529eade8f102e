using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>What a claw's versions need to become those of a manifest; never older ones. Pure.</summary>
internal static class VersionPlanner
{
    /// <summary>At most one way there, and what is left to a person.</summary>
    internal static IEnumerable<PlannedAction> Of(ManifestClaw wanted, Claw claw, PresentFleet fleet)
    {
        if (claw.Spec is not { } spec || Differs(wanted, spec) is not { } line)
            yield break;

        var isUpgrade = IsOther(wanted.Image, spec.Image) || IsOther(wanted.AppLayer, spec.AppLayer);
        var action = new PlannedAction(
            claw.Name,
            isUpgrade ? PlannedKind.Upgrade : PlannedKind.Update,
            Say(
                IsOther(wanted.Image, spec.Image) ? spec.Image : null,
                IsOther(wanted.AppLayer, spec.AppLayer) ? spec.AppLayer : null,
                IsOther(wanted.OpenClaw, spec.OpenClaw) ? spec.OpenClaw : null),
            Say(
                IsOther(wanted.Image, spec.Image) ? wanted.Image : null,
                IsOther(wanted.AppLayer, spec.AppLayer) ? wanted.AppLayer : null,
                IsOther(wanted.OpenClaw, spec.OpenClaw) ? wanted.OpenClaw : null),
            line);
        var obstacle = FindMissing(wanted, fleet) ?? FindOlder(wanted, claw, spec)
            ?? FindRefusal(claw, isUpgrade ? ClawTrigger.Upgrade : ClawTrigger.Update);
        yield return obstacle is null ? action : action with { Kind = PlannedKind.Person, Note = obstacle };
    }

    /// <summary>Versions in words; empty where none is given.</summary>
    internal static string Say(ImageVersion? image, AppLayerVersion? app, OpenClawVersion? openClaw) =>
        string.Join(", ", new[]
        {
            image is null ? null : $"image {image}",
            app is null ? null : $"app layer {app}",
            openClaw is null ? null : $"OpenClaw {openClaw}",
        }.OfType<string>());

    /// <summary>Which of the versions there is not, a sentence; null where all are there.</summary>
    internal static string? FindMissing(ManifestClaw wanted, PresentFleet fleet)
    {
        if (wanted.Image is { } image && fleet.MissingImages.Contains(image))
            return $"There is no image {image}. /images lists those there are.";

        return wanted.AppLayer is { } app && !fleet.AppLayers.Contains(app)
            ? $"There is no app layer {app} here; there is {string.Join(", ", fleet.AppLayers)}."
            : null;
    }

    private static int? Differs(ManifestClaw wanted, MachineSpec spec) => wanted switch
    {
        _ when IsOther(wanted.Image, spec.Image) => wanted.LineOf(ManifestKeys.Image),
        _ when IsOther(wanted.AppLayer, spec.AppLayer) => wanted.LineOf(ManifestKeys.App),
        _ when IsOther(wanted.OpenClaw, spec.OpenClaw) => wanted.LineOf(ManifestKeys.OpenClaw),
        _ => null,
    };

    private static bool IsOther<T>(T? wanted, T? now)
        where T : class => wanted is not null && !wanted.Equals(now);

    private static string? FindOlder(ManifestClaw wanted, Claw claw, MachineSpec spec)
    {
        var back = "No manifest brings a claw to an older version; "
            + $"/rollback {claw.Name} goes back with the data of then.";
        if (wanted.Image is { } image && image.Source == spec.Image.Source && image.CompareTo(spec.Image) < 0)
            return $"Image {image} is older than {spec.Image}. {back}";
        if (wanted.AppLayer is { } app && app.CompareTo(spec.AppLayer) < 0)
            return $"App layer {app} is older than {spec.AppLayer}. {back}";
        if (wanted.OpenClaw is { } openClaw)
        {
            if (claw.FindRefusal(openClaw) is { } refusal)
                return refusal;
            if (spec.OpenClaw is { } now && openClaw.CompareTo(now) < 0)
                return $"OpenClaw {openClaw} is older than {now}. {back}";
        }

        return wanted.Image is { } failed && failed != spec.Image && claw.FailedImages.Contains(failed.ToString())
            ? $"Image {failed} failed here before. /upgrade {claw.Name} image={failed} tries it again."
            : null;
    }

    private static string? FindRefusal(Claw claw, ClawTrigger order)
    {
        if (!ClawLifecycle.IsBusy(claw.State) && !ClawLifecycle.TryFire(claw.State, order, out _))
            return OrderRefusals.WrongState(claw, order);
        if (OrderRefusals.AfterFailure(claw, order) is { } failure)
            return failure;

        return order == ClawTrigger.Update && !ClawLifecycle.IsBusy(claw.State)
            ? Commands.Refusals.NotServing(claw)
            : null;
    }
}
