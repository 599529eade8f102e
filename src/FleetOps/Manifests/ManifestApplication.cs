using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>
/// Makes true what a plan says, by the ways of the single commands. What fails does not stop the rest, and what was
/// done
/// is not in the next plan: applying again goes on where it broke off.
/// </summary>
public sealed class ManifestApplication(
    IFleetStore store, FleetSurvey survey, ClawDeployment deployment, DeploySecrets secrets, ClawMoves moves,
    AppLayers appLayers, ClawSettings settings, CronDesk cron, TimeProvider time)
{
    // Most of it is a transaction each; what asks a gateway waits for SSH.
    private const int AtOnce = 8;

    /// <summary>Carries the plan out.</summary>
    /// <returns>What became of each action, in the plan's order.</returns>
    public async Task<IReadOnlyList<AppliedAction>> ApplyAsync(
        Manifest manifest, ManifestPlan plan, PresentFleet fleet, Member by, CancellationToken cancellationToken)
    {
        var wanted = manifest.Claws.ToDictionary(claw => claw.Name);
        var groups = plan.Actions.GroupBy(action => action.Claw).ToList();
        var done = new List<AppliedAction>[groups.Count];
        await Parallel.ForAsync(
            0,
            groups.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, stop) => done[i] = await ApplyAsync(
                wanted[groups[i].Key], [.. groups[i]], fleet.Claws[groups[i].Key], OfClaw(by, groups[i].Key), stop));
        return [.. done.SelectMany(of => of)];
    }

    // One order makes many operations here: each has a key of its own, the same where the order comes again.
    private static Member OfClaw(Member by, ClawName claw) =>
        by.OrderKey is { } key ? by with { OrderKey = $"{key}/{claw}" } : by;

    private async Task<List<AppliedAction>> ApplyAsync(
        ManifestClaw wanted, List<PlannedAction> actions, PresentClaw present, Member by,
        CancellationToken cancellationToken)
    {
        var done = new List<AppliedAction>();
        var claw = present.Claw;
        foreach (var action in actions)
        {
            if (!action.IsDone)
            {
                done.Add(new AppliedAction(action, AppliedOutcome.Left, action.Note ?? "left to a person"));
                continue;
            }

            try
            {
                (var applied, claw) = await ApplyAsync(wanted, action, claw, present, by, cancellationToken);
                done.Add(applied);
            }
            catch (FleetException failure)
            {
                done.Add(new AppliedAction(action, AppliedOutcome.Failed, failure.Message));
            }
        }

        return done;
    }

    private async Task<(AppliedAction Applied, Claw Claw)> ApplyAsync(
        ManifestClaw wanted, PlannedAction action, Claw claw, PresentClaw present, Member by,
        CancellationToken cancellationToken)
    {
        switch (action.Kind)
        {
            case PlannedKind.Create:
                return (await CreateAsync(wanted, action, claw, by, cancellationToken), claw);
            case PlannedKind.Upgrade:
                return (Begun(action, await UpgradeAsync(wanted, claw, by, cancellationToken)), claw);
            case PlannedKind.Update:
                return (await UpdateAsync(wanted, action, claw, by, cancellationToken), claw);
            case PlannedKind.Relabel:
                claw = await KeepAsync(claw with { Labels = wanted.Labels! }, action, by, cancellationToken);
                return (Done(action), claw);
            case PlannedKind.Access or PlannedKind.Model when by.Role < Role.Admin:
                return (new AppliedAction(
                    action, AppliedOutcome.Failed,
                    $"This is for {Role.Admin}s, not {by.Role}s. Let an Admin apply the manifest."), claw);
            case PlannedKind.Access:
                var next = AccessChange.Wanted(wanted, claw);
                await settings.SetAccessAsync(claw, next, cancellationToken);
                return (Done(action), await KeepAsync(next, action, by, cancellationToken));
            case PlannedKind.Model:
                await settings.SetModelAsync(claw, wanted.Model!, cancellationToken);
                claw = await KeepAsync(claw with { Model = wanted.Model }, action, by, cancellationToken);
                return (Done(action), claw);
            case PlannedKind.Schedule:
                await ScheduleAsync(wanted, claw, present, cancellationToken);
                return (Done(action), claw);
            default:
                throw new InvalidOperationException($"{action.Kind} is not carried out.");
        }
    }

    private async Task<AppliedAction> CreateAsync(
        ManifestClaw wanted, PlannedAction action, Claw claw, Member by, CancellationToken cancellationToken)
    {
        var made = survey.Prepare(wanted, claw);
        var given = new Dictionary<SecretName, Secret>();
        if (await secrets.GatherAsync(made, file: null, given, cancellationToken) is { } missing)
            return new AppliedAction(action, AppliedOutcome.Failed, missing);

        var plan = await deployment.PlanAsync(
            made, wanted.Image?.ToString(), wanted.OpenClaw, isNewDisk: made.Disk == 0, cancellationToken);
        plan = plan with { AppLayer = wanted.AppLayer ?? plan.AppLayer, Size = wanted.Size ?? plan.Size };
        await secrets.KeepAsync(made.Name, given, cancellationToken);
        return Begun(action, await deployment.SubmitAsync(made, plan, by, cancellationToken));
    }

    private async Task<Submission> UpgradeAsync(
        ManifestClaw wanted, Claw claw, Member by, CancellationToken cancellationToken)
    {
        var spec = claw.Spec!;
        var appLayer = wanted.AppLayer ?? spec.AppLayer;
        // As with /upgrade: another app layer brings its own OpenClaw, an image alone keeps the claw's.
        var own = appLayer == spec.AppLayer ? spec.OpenClaw : appLayers.Find(appLayer).OpenClaw ?? spec.OpenClaw;
        return await moves.UpgradeAsync(
            claw, wanted.Image ?? spec.Image, appLayer,
            OpenClawVersion.Newer(wanted.OpenClaw ?? own, claw.NewestOpenClaw), by, cancellationToken);
    }

    private async Task<AppliedAction> UpdateAsync(
        ManifestClaw wanted, PlannedAction action, Claw claw, Member by, CancellationToken cancellationToken) =>
        await settings.FindFaultAsync(claw, cancellationToken) is { } fault
            ? new AppliedAction(action, AppliedOutcome.Failed, fault)
            : Begun(action, await moves.UpdateAsync(claw, wanted.OpenClaw!, by, cancellationToken));

    private async Task ScheduleAsync(
        ManifestClaw wanted, Claw claw, PresentClaw present, CancellationToken cancellationToken)
    {
        var change = ScheduleChange.Between(wanted, present.Jobs ?? []);
        var zone = await cron.FindZoneAsync(claw, cancellationToken);
        if (!change.Remove.IsEmpty)
            await cron.RemoveAsync(claw, job => change.Remove.Contains(job.Id), cancellationToken);
        if (!change.Add.IsEmpty)
            await cron.AddAsync(
                claw, change.Add.ConvertAll(order => order with { TimeZone = zone }), cancellationToken);
    }

    private async Task<Claw> KeepAsync(
        Claw claw, PlannedAction action, Member by, CancellationToken cancellationToken)
    {
        var told = new FleetEvent(
            time.GetUtcNow(), by.Name, "manifest", claw.Name,
            $"{PlanWords.Say(action.Kind)}: {action.From} -> {action.To}", "ok");
        return (await store.CommitAsync(new FleetChange { Claw = claw, Events = [told] }, cancellationToken)).Claw!;
    }

    private static AppliedAction Done(PlannedAction action) => new(action, AppliedOutcome.Done, "done");

    private static AppliedAction Begun(PlannedAction action, Submission submission) => submission switch
    {
        Submission.Accepted(var operation) =>
            new AppliedAction(action, AppliedOutcome.Begun, $"begun: {operation.Id}") { Operation = operation.Id },
        Submission.Refused(var why) => new AppliedAction(action, AppliedOutcome.Failed, why),
        _ => throw new InvalidOperationException($"Unknown submission {submission}."),
    };
}
