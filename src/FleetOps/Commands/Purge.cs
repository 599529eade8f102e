using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Deletes retired disks, or all that is left of a destroyed claw.</summary>
[FleetCommand(
    "purge", "Delete a claw's retired disks, or all that is left of a destroyed one.", Role.Admin,
    Effect = Effect.Destroys, HasDryRun = true, Example = "/purge alice", Order = 51)]
public sealed record Purge([property: Argument("claw", "Which claw.")] ClawName Claw) : IAsks
{
    /// <inheritdoc/>
    public string? Answer { get; init; }
}

/// <inheritdoc cref="Purge"/>
public sealed class PurgeHandler(
    IFleetStore store, ISecretStore secrets, ICloud cloud, OperationQueue operations)
    : ICommandHandler<Purge>, ICommandPlanner<Purge>
{
    /// <inheritdoc/>
    public async Task<Reply> PlanAsync(Purge command, Member by, CancellationToken cancellationToken) =>
        Plans.OfQuestion(await HandleAsync(command with { Answer = null }, by, cancellationToken));

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Purge command, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);
        if (claw.State == ClawState.New)
            return await ForgetAsync(claw, command.Answer, cancellationToken);
        if (await operations.FindRefusalAsync(claw, ClawTrigger.Purge, cancellationToken) is { } refusal)
            return Reply.Refused(refusal);

        var everything = claw.Spec is null;
        var disks = (await cloud.ListDisksAsync(claw.Name, cancellationToken))
            .Where(disk => everything || disk.IsRetired)
            .Select(disk => disk.Name.ToString())
            .ToList();
        if (!everything && disks.Count == 0)
            return Reply.Ok($"{claw.Name} has no retired disk; its data disk in use is never purged while it lives.");
        if (command.Answer is null)
            return Ask(claw, everything, disks);
        if (command.Answer.Trim() != claw.Name.Value)
            return Answers.Mistyped(command.Answer, $"That is not its name; nothing of {claw.Name} was deleted.");

        var options = ImmutableSortedDictionary<string, string>.Empty;
        return Reply.To(await operations.SubmitAsync<PurgeClaw>(
            claw,
            new OperationOrder { Options = everything ? options.Add(PurgeClaw.Everything, "yes") : options },
            by,
            cancellationToken));
    }

    // Never deployed: there is nothing of it but what the parent was told, and nothing to wait for.
    private async Task<Reply> ForgetAsync(Claw claw, string? answer, CancellationToken cancellationToken)
    {
        if (answer is null)
        {
            return Reply.Ask(
                new Question($"Type its name to forget {claw.Name}:", QuestionKind.Typed),
                new TextBlock($"{claw.Name} was never deployed. Its secrets, its owner and its model are forgotten."));
        }

        if (answer.Trim() != claw.Name.Value)
            return Answers.Mistyped(answer, $"That is not its name; {claw.Name} is kept.");

        await secrets.ForgetAllAsync(claw.Name, cancellationToken);
        await store.CommitAsync(new FleetChange { ForgottenClaw = claw }, cancellationToken);
        return Reply.Ok($"{claw.Name} is forgotten.");
    }

    private static Reply Ask(Claw claw, bool everything, List<string> disks) => Reply.Ask(
        new Question($"Type its name to delete this for good:", QuestionKind.Typed),
        new TextBlock($"Purging {claw.Name} cannot be undone:"),
        new FactsBlock(
            ("Goes", disks.Count == 0 ? "no disk" : string.Join(", ", disks)),
            ("Goes too", everything ? "its restore points, keys and secrets" : "nothing else"),
            ("Stays", everything ? "its lines in /audit" : "the claw, its data disk in use, its restore points")));
}
