using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Moves a claw to another image or app layer.</summary>
[FleetCommand(
    "upgrade", "Move a claw to newer versions; it goes back by itself where that fails.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/upgrade alice image=1.1.0", Order = 30)]
public sealed record Upgrade(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("image", "To which image; the newest good one by default.", IsNamed = true)]
    string? Image = null,
    [property: Argument("app", "To which app layer; that of this parent by default.", IsNamed = true)]
    AppLayerVersion? App = null) : ICommand;

/// <inheritdoc cref="Upgrade"/>
public sealed class UpgradeHandler(
    IFleetStore store, ICloud cloud, AppLayers appLayers, OperationQueue operations, ClawMoves moves)
    : ICommandHandler<Upgrade>, ICommandPlanner<Upgrade>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Upgrade command, Member by, CancellationToken cancellationToken)
    {
        var (claw, target, ended) = await FindAsync(command, cancellationToken);
        if (claw is null || target is null)
            return ended!;

        return Reply.To(await moves.UpgradeAsync(
            claw, target.Image, target.AppLayer, target.OpenClaw, by, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<Reply> PlanAsync(Upgrade command, Member by, CancellationToken cancellationToken)
    {
        var (claw, target, ended) = await FindAsync(command, cancellationToken);
        if (claw is null || target is null)
            return ended!;

        return Reply.Ok(new FactsBlock(
            ("Image", $"{claw.Spec?.Image} -> {target.Image}"),
            ("App layer", $"{claw.Spec?.AppLayer} -> {target.AppLayer}"),
            ("OpenClaw", $"{claw.Spec?.OpenClaw} -> {target.OpenClaw}"),
            ("Replaces", $"its machine, by {claw.Name}-g{target.Generation}; a restore point is taken first"),
            ("Stays", Plans.Stays(claw)),
            ("Where it fails", "it goes back by itself, to the versions and the data of now")));
    }

    /// <summary>The claw and its next machine; where it is not to be upgraded, what is said instead.</summary>
    private async Task<(Claw? Claw, MachineSpec? Target, Reply? Ended)> FindAsync(
        Upgrade command, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return (null, null, Refusals.NoSuchClaw(command.Claw));
        if (claw.Spec is not { } spec)
            return (null, null, Reply.Refused(
                $"{claw.Name} has no machine to upgrade. /deploy {claw.Name} makes one."));
        if (await operations.FindRefusalAsync(claw, ClawTrigger.Upgrade, cancellationToken) is { } refusal)
            return (null, null, Reply.Refused(refusal));

        var appLayer = command.App ?? Newer(appLayers.Current, spec.AppLayer);
        if (!appLayers.Has(appLayer))
            return (null, null, Reply.Refused(
                $"There is no app layer {appLayer} here; there is {string.Join(", ", appLayers.Versions)}."));

        var image = await ImageAsync(command, claw, spec, cancellationToken);
        var openClaw = OpenClawOf(command, claw, spec, appLayer);
        if (image == spec.Image && appLayer == spec.AppLayer && openClaw == spec.OpenClaw
            && claw.State == ClawState.Running)
            return (null, null, Reply.Ok(
                $"{claw.Name} runs image {image} and app layer {appLayer} already; "
                + "there is nothing newer that is good."));

        return (claw, ClawMoves.TargetOf(claw, image, appLayer, openClaw), null);
    }

    private async Task<ImageVersion> ImageAsync(
        Upgrade command, Claw claw, MachineSpec spec, CancellationToken cancellationToken)
    {
        if (command.Image is { } wanted)
            return (await cloud.ResolveImageAsync(wanted, cancellationToken)).Version;

        // An app layer asked for by name keeps the image: the usual case.
        if (command.App is not null)
            return spec.Image;

        return (await cloud.ListImagesAsync(cancellationToken))
            .Where(image => image.Version.Source == spec.Image.Source)
            .Where(image => !image.IsMarkedBroken && !claw.FailedImages.Contains(image.Version.ToString()))
            .Select(image => image.Version)
            .Append(spec.Image)
            .Max()!;
    }

    // An image alone keeps the claw's OpenClaw. Whatever is chosen, the data disk must take it.
    private OpenClawVersion? OpenClawOf(Upgrade command, Claw claw, MachineSpec spec, AppLayerVersion appLayer)
    {
        var keeps = appLayer == spec.AppLayer && (command.Image is not null || command.App is not null);
        return OpenClawVersion.Newer(
            keeps ? spec.OpenClaw : appLayers.Find(appLayer).OpenClaw ?? spec.OpenClaw, claw.NewestOpenClaw);
    }

    private static AppLayerVersion Newer(AppLayerVersion one, AppLayerVersion other) =>
        one.CompareTo(other) > 0 ? one : other;
}
