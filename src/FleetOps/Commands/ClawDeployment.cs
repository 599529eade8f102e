using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// What every way to a deployed claw shares: whether it may be, what would be made and what that costs, and the order.
/// </summary>
public sealed class ClawDeployment(
    IFleetStore store, ICloud cloud, AppLayers appLayers, DeployDefaults defaults, OperationQueue operations)
{
    /// <summary>Why the claw cannot be deployed now, as a sentence; null where it can.</summary>
    public async Task<string?> FindRefusalAsync(Claw claw, CancellationToken cancellationToken)
    {
        if (await operations.FindRefusalAsync(claw, ClawTrigger.Deploy, cancellationToken) is { } refusal)
            return refusal;

        return defaults.CostsMoney && await store.FindSettingAsync(Init.DoneSetting, cancellationToken) is null
            ? "The ground is not made yet. /init checks the account and makes it; then deploy."
            : null;
    }

    /// <summary>What a deploy would make now.</summary>
    /// <param name="claw">Of whom.</param>
    /// <param name="image">From which image; null for the one that the claw last lived on, or the default.</param>
    /// <param name="openClaw">With which OpenClaw; null for the newest that a kept disk ran, or the app layer's own.
    /// </param>
    /// <param name="isNewDisk">Whether on an empty disk.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<DeploymentPlan> PlanAsync(
        Claw claw, string? image, OpenClawVersion? openClaw, bool isNewDisk, CancellationToken cancellationToken)
    {
        // A kept disk comes back to the versions it last lived on: an older OpenClaw would refuse its state.
        var last = isNewDisk ? null : claw.LastGood;
        var resolved = await cloud.ResolveImageAsync(image ?? last?.Image.ToString(), cancellationToken);
        var size = await cloud.ChooseSizeAsync(claw.Profile, null, cancellationToken);
        var appLayer = last is not null && appLayers.Has(last.AppLayer) ? last.AppLayer : appLayers.Current;
        openClaw ??= isNewDisk ? null : OpenClawVersion.Newer(last?.OpenClaw, claw.NewestOpenClaw);
        return new DeploymentPlan(resolved.Version, appLayer, openClaw, size, isNewDisk);
    }

    /// <summary>What it would cost, in words.</summary>
    public async Task<string> PriceAsync(DeploymentPlan plan, CancellationToken cancellationToken)
    {
        if (!defaults.CostsMoney)
            return "nothing; this is the sandbox";

        return await cloud.FindPricesAsync(plan.Size, cancellationToken) is { } prices
            ? $"about ${prices.Running:0.00} a month while it runs, ${prices.Parked:0.00} while parked, "
                + $"${prices.DataDisk:0.00} destroyed"
            : "unknown: the price list cannot be had now";
    }

    /// <summary>
    /// The US dollars that a claw which is yet to be made adds to the bill of a month while it runs; null where the
    /// price list cannot be had.
    /// </summary>
    internal async Task<decimal?> FindAddedCostAsync(Claw claw, string? size, CancellationToken cancellationToken)
    {
        if (!defaults.CostsMoney)
            return 0;

        size ??= await cloud.ChooseSizeAsync(claw.Profile, null, cancellationToken);
        return await cloud.FindPricesAsync(size, cancellationToken) is { } prices
            ? prices.Running - (claw.Disk == 0 ? 0 : prices.DataDisk) // a disk that was kept is paid for already
            : null;
    }

    /// <summary>Orders it.</summary>
    public async Task<Submission> SubmitAsync(
        Claw claw, DeploymentPlan plan, Member by, CancellationToken cancellationToken)
    {
        // A number set aside by a deploy that failed before its disk was used is taken again: nothing is left behind.
        var disk = claw.Disk == 0 ? Math.Max(1, claw.Disks) : plan.IsNewDisk ? claw.Disks + 1 : claw.Disk;
        var target = new MachineSpec(
            claw.Generations + 1, disk, plan.Image, plan.AppLayer, plan.OpenClaw, plan.Size);
        var next = claw with { Generations = target.Generation, Disks = Math.Max(claw.Disks, disk) };
        var options = ImmutableSortedDictionary<string, string>.Empty;
        return await operations.SubmitAsync<DeployClaw>(
            next,
            new OperationOrder
            {
                Target = target,
                // Where no OpenClaw ever ran on it, the disk may still be as raw as it was made.
                Options = disk == claw.Disk && claw.NewestOpenClaw is not null
                    ? options
                    : options.Add(DeployClaw.Disk, DeployClaw.NewDisk),
            },
            by,
            cancellationToken);
    }
}
