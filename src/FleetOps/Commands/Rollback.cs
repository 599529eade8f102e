using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Brings a claw back to a restore point: versions and data of then.</summary>
[FleetCommand(
    "rollback", "Bring a claw back to a restore point: its versions and its data of then.", Role.Operator,
    Effect = Effect.Destroys, HasDryRun = true, Example = "/rollback alice", Order = 31)]
public sealed record Rollback(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("to", "To which restore point; the newest by default.")] RestorePointId? To = null) : IAsks
{
    /// <inheritdoc/>
    public string? Answer { get; init; }
}

/// <inheritdoc cref="Rollback"/>
public sealed class RollbackHandler(IFleetStore store, OperationQueue operations, TimeProvider time)
    : ICommandHandler<Rollback>, ICommandPlanner<Rollback>
{
    /// <inheritdoc/>
    public async Task<Reply> PlanAsync(Rollback command, Member by, CancellationToken cancellationToken) =>
        Plans.OfQuestion(await HandleAsync(command with { Answer = null }, by, cancellationToken));

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Rollback command, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);
        if (await operations.FindRefusalAsync(claw, ClawTrigger.RollBack, cancellationToken) is { } refusal)
            return Reply.Refused(refusal);

        var to = command.To ?? await FindFormerGoalAsync(claw, cancellationToken);
        var points = await store.ListRestorePointsAsync(claw.Name, cancellationToken);
        var point = points.FirstOrDefault(point => to is null || point.Id == to);
        if (point is null)
            return Reply.Refused(points.Count == 0
                ? $"{claw.Name} has no restore point yet; /upgrade takes one."
                : $"{claw.Name} has no restore point {to}; "
                    + $"it has {string.Join(", ", points.Select(point => point.Id))}.");
        if (command.Answer is null)
            return Ask(claw, point);
        if (!Answers.IsYes(command.Answer))
            return Reply.Refused($"Not rolled back; {claw.Name} stays as it is.");

        var next = claw with { Generations = claw.Generations + 1, Disks = claw.Disks + 1 };
        var target = point.Spec with { Generation = next.Generations, Disk = next.Disks };
        return Reply.To(await operations.SubmitAsync<RollBackClaw>(
            next, new OperationOrder { Target = target, RestorePoint = point.Id }, by, cancellationToken));
    }

    // The newest point is the present that the failed attempt kept; trying again means the same goal as before.
    private async Task<RestorePointId?> FindFormerGoalAsync(Claw claw, CancellationToken cancellationToken) =>
        claw.Failure is { Order: ClawTrigger.RollBack } failure
            ? (await store.FindOperationAsync(failure.Operation, cancellationToken))?.RestorePoint
            : null;

    private Reply Ask(Claw claw, RestorePoint point) => Reply.Ask(
        new Question($"Roll {claw.Name} back to {point.Id}?", QuestionKind.YesNo),
        new TextBlock($"{claw.Name} goes back to how it was {Ago.Say(point.TakenAt, time.GetUtcNow())} ({point.Why})."),
        new FactsBlock(
            ("Image", $"{claw.Spec?.Image} -> {point.Spec.Image}"),
            ("OpenClaw", $"{claw.Spec?.OpenClaw} -> {point.Spec.OpenClaw}"),
            ("Lost", "what the claw learned and wrote since then, in its present life"),
            ("Kept", "a restore point of the present, taken first; "
                + $"the disk of now, retired as {claw.Name}-d{claw.Disk}")));
}
