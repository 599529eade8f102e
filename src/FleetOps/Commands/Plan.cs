using ParentClaw.FleetOps.Manifests;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// <c>/plan</c>: what a manifest would change, and what that costs more. The result for programs is <c>{isEmpty,
/// actions: [{claw, action, from, to, line, note}], leftAlone: [claw], cost: {perMonth, currency, unknown:
/// [claw]}}</c>; the cost is null where no claw is made.
/// </summary>
[FleetCommand(
    "plan", "Show what a manifest (fleet.yaml) would change; changes nothing.", Role.Operator,
    Example = "/plan claws: {alice: {labels: {tier: prod}}}", Order = 70)]
public sealed record Plan(
    [property: Argument("manifest", "The text of fleet.yaml.", TakesRest = true, IsFile = true)] string Manifest)
    : ICommand;

/// <summary>Carries out <see cref="Plan"/>.</summary>
public sealed class PlanHandler(FleetSurvey survey) : ICommandHandler<Plan>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Plan command, Member by, CancellationToken cancellationToken)
    {
        if (ManifestReader.Read(command.Manifest, out var faults) is not { } manifest)
            return ManifestFaults.Say(faults);

        return PlanWords.Say(ManifestPlanner.Plan(manifest, await survey.LookAsync(manifest, cancellationToken)));
    }
}
