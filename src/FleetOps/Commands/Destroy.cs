using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Deletes a claw's machine and address; its data disk stays.</summary>
[FleetCommand(
    "destroy", "Delete a claw's machine; its data disk stays.", Role.Admin,
    Effect = Effect.Destroys, HasDryRun = true, Example = "/destroy alice", Order = 50)]
public sealed record Destroy([property: Argument("claw", "Which claw.")] ClawName Claw) : IAsks
{
    /// <inheritdoc/>
    public string? Answer { get; init; }
}

/// <inheritdoc cref="Destroy"/>
public sealed class DestroyHandler(
    IFleetStore store, ICloud cloud, OperationQueue operations) : ICommandHandler<Destroy>, ICommandPlanner<Destroy>
{
    /// <inheritdoc/>
    public async Task<Reply> PlanAsync(Destroy command, Member by, CancellationToken cancellationToken) =>
        Plans.OfQuestion(await HandleAsync(command with { Answer = null }, by, cancellationToken));

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Destroy command, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);
        if (await operations.FindRefusalAsync(claw, ClawTrigger.Destroy, cancellationToken) is { } refusal)
            return Reply.Refused(refusal);
        if (command.Answer is null)
            return await AskAsync(claw, cancellationToken);
        if (command.Answer.Trim() != claw.Name.Value)
            return Answers.Mistyped(command.Answer, $"That is not its name; {claw.Name} stays as it is.");

        return Reply.To(await operations.SubmitAsync<DestroyClaw>(claw.Name, by, cancellationToken));
    }

    private async Task<Reply> AskAsync(Claw claw, CancellationToken cancellationToken)
    {
        var prices = claw.Spec is null ? null : await cloud.FindPricesAsync(claw.Spec.Size, cancellationToken);
        var price = prices is null ? "" : $" and costs about ${prices.DataDisk:0.00} a month";
        return Reply.Ask(
            new Question($"Type its name to destroy {claw.Name}:", QuestionKind.Typed),
            new TextBlock($"Destroying {claw.Name}:"),
            new FactsBlock(
                ("Goes", "its machine, the OS disk, its address"),
                ("Stays", claw.Disk == 0
                    ? "an empty data disk, if one was made"
                    : $"its data disk {claw.Name}-d{claw.Disk}{price}"),
                ("Later", $"/deploy {claw.Name} brings it back on that disk; /purge {claw.Name} deletes the disk")));
    }
}
