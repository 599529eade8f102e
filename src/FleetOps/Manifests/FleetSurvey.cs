using System.Collections.Concurrent;
using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>Looks at the fleet as far as a manifest asks; changes nothing.</summary>
public sealed class FleetSurvey(
    IFleetStore store, ICloud cloud, AppLayers appLayers, CronDesk cron, ClawDeployment deployment,
    DeploySecrets secrets, DeployDefaults defaults, TimeProvider time)
{
    // A question each over SSH; more at once only make the parent's machine slow.
    private const int AtOnce = 8;

    /// <summary>What a manifest is compared with.</summary>
    public async Task<PresentFleet> LookAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        var claws = (await store.ListClawsAsync(cancellationToken)).ToDictionary(claw => claw.Name);
        var wanted = manifest.Claws.ToDictionary(claw => claw.Name);
        foreach (var claw in manifest.Claws.Where(claw => !claws.ContainsKey(claw.Name)))
            claws.Add(claw.Name, new Claw { Name = claw.Name, CreatedAt = time.GetUtcNow() });

        var found = new ConcurrentBag<PresentClaw>();
        await Parallel.ForEachAsync(
            claws.Values,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (claw, stop) => found.Add(wanted.TryGetValue(claw.Name, out var said)
                ? await LookAsync(said, new PresentClaw(claw), stop)
                : new PresentClaw(claw)));
        return new PresentFleet(
            found.ToImmutableSortedDictionary(present => present.Claw.Name, present => present),
            [.. appLayers.Versions])
        {
            MissingImages = await MissingAsync(manifest, claws, cancellationToken),
        };
    }

    /// <summary>A claw with its jobs, where its gateway tells them.</summary>
    public async Task<PresentClaw> WithJobsAsync(PresentClaw present, CancellationToken cancellationToken)
    {
        if (Refusals.NotServing(present.Claw) is { } refusal)
            return present with { Silence = refusal };

        try
        {
            return present with { Jobs = [.. await cron.ListAsync(present.Claw, cancellationToken)] };
        }
        catch (FleetException failure)
        {
            return present with { Silence = failure.Message };
        }
    }

    /// <summary>The claw that a deploy by this manifest would make.</summary>
    internal Claw Prepare(ManifestClaw wanted, Claw claw)
    {
        // A kept disk knows who may write to it already; the next plan then compares that.
        var access = claw.NewestOpenClaw is null ? AccessChange.Wanted(wanted, claw) : claw;
        return access with
        {
            Profile = wanted.Profile ?? claw.Profile,
            Owner = claw.NewestOpenClaw is null || claw.Owner is null
                ? wanted.Owner ?? claw.Owner ?? defaults.Owner : claw.Owner,
            Model = claw.NewestOpenClaw is null || claw.Model is null
                ? wanted.Model ?? claw.Model ?? defaults.Model : claw.Model,
            Labels = wanted.Labels ?? claw.Labels,
        };
    }

    private async Task<PresentClaw> LookAsync(
        ManifestClaw wanted, PresentClaw present, CancellationToken cancellationToken)
    {
        if (!present.IsToCreate)
            return wanted is { Presets: null, Jobs: null } ? present : await WithJobsAsync(present, cancellationToken);

        var made = Prepare(wanted, present.Claw);
        var refusal = await deployment.FindRefusalAsync(made, cancellationToken)
            ?? await secrets.GatherAsync(made, file: null, [], cancellationToken);
        return refusal is null
            ? present with { AddedCost = await deployment.FindAddedCostAsync(made, wanted.Size, cancellationToken) }
            : present with { CannotCreate = refusal };
    }

    // Only what is not there already is asked for, each once.
    private async Task<ImmutableHashSet<ImageVersion>> MissingAsync(
        Manifest manifest, Dictionary<ClawName, Claw> claws, CancellationToken cancellationToken)
    {
        var missing = ImmutableHashSet.CreateBuilder<ImageVersion>();
        var asked = manifest.Claws
            .Where(claw => claw.Image is not null && claw.Image != claws[claw.Name].Spec?.Image)
            .Select(claw => claw.Image!).Distinct();
        foreach (var image in asked)
        {
            try
            {
                await cloud.ResolveImageAsync(image.ToString(), cancellationToken);
            }
            catch (FleetException none)
                when (none.Reason is FailureReason.NotFound or FailureReason.InvalidRequest)
            {
                missing.Add(image);
            }
        }

        return missing.ToImmutable();
    }
}
