using ParentClaw.FleetOps.Manifests;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// <c>/apply</c>: makes a manifest true. The result for programs is that of <see cref="Plan"/> with <c>operations:
/// [{claw, operation}]</c> and <c>outcomes: [{claw, action, outcome, said}]</c>.
/// </summary>
[FleetCommand(
    "apply", "Make the fleet what a manifest (fleet.yaml) says; destroys nothing.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/apply claws: {alice: {labels: {tier: prod}}}", Order = 71)]
public sealed record Apply(
    [property: Argument("manifest", "The text of fleet.yaml.", TakesRest = true, IsFile = true)] string Manifest)
    : IAsks
{
    /// <inheritdoc/>
    public string? Answer { get; init; }
}

/// <summary>Carries out <see cref="Apply"/>.</summary>
public sealed class ApplyHandler(FleetSurvey survey, ManifestApplication application)
    : ICommandHandler<Apply>, ICommandPlanner<Apply>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Apply command, Member by, CancellationToken cancellationToken)
    {
        if (ManifestReader.Read(command.Manifest, out var faults) is not { } manifest)
            return ManifestFaults.Say(faults);

        var fleet = await survey.LookAsync(manifest, cancellationToken);
        var plan = ManifestPlanner.Plan(manifest, fleet);
        if (!plan.Actions.Exists(action => action.IsDone))
            return PlanWords.Say(plan);
        if (MustAsk(plan) && command.Answer is null)
            return Reply.Ask(new Question("Apply this?", QuestionKind.YesNo), [.. PlanWords.Blocks(plan)]);
        if (command.Answer is { } answer && !Answers.IsYes(answer))
            return Reply.Refused("Nothing was applied.");

        return PlanWords.Say(await application.ApplyAsync(manifest, plan, fleet, by, cancellationToken), plan);
    }

    /// <inheritdoc/>
    public async Task<Reply> PlanAsync(Apply command, Member by, CancellationToken cancellationToken)
    {
        if (ManifestReader.Read(command.Manifest, out var faults) is not { } manifest)
            return ManifestFaults.Say(faults);

        return PlanWords.Say(ManifestPlanner.Plan(manifest, await survey.LookAsync(manifest, cancellationToken)));
    }

    private static bool MustAsk(ManifestPlan plan) =>
        plan.Actions.Exists(action => action.TouchesMachine || action.Kind == PlannedKind.Access);
}
