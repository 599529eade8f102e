using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Brings a claw's OpenClaw to a newer version where its machine stands.</summary>
[FleetCommand(
    "update", "Bring a claw's OpenClaw to a newer version; it goes back by itself where that fails.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/update alice", Order = 30)]
public sealed record UpdateCommand(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("version", "Which OpenClaw, as 2026.9.6; the newest there is by default.")]
    OpenClawVersion? Version = null) : ICommand;

/// <inheritdoc cref="UpdateCommand"/>
public sealed class UpdateCommandHandler(
    IFleetStore store, IGatewayCare care, IGatewayConfig config, OperationQueue operations, ClawMoves moves)
    : ICommandHandler<UpdateCommand>, ICommandPlanner<UpdateCommand>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(UpdateCommand command, Member by, CancellationToken cancellationToken)
    {
        var (claw, wanted, ended) = await FindAsync(command, cancellationToken);
        if (claw is null || wanted is null)
            return ended!;

        var reply = Reply.To(await moves.UpdateAsync(claw, wanted, by, cancellationToken));
        return reply.Operation is null
            ? reply
            : reply with { Blocks = [new TextBlock($"OpenClaw {claw.Spec!.OpenClaw} -> {wanted}"), .. reply.Blocks] };
    }

    /// <inheritdoc/>
    public async Task<Reply> PlanAsync(UpdateCommand command, Member by, CancellationToken cancellationToken)
    {
        var (claw, wanted, ended) = await FindAsync(command, cancellationToken);
        return claw is null || wanted is null
            ? ended!
            : Reply.Ok(new FactsBlock(
                ("OpenClaw", $"{claw.Spec!.OpenClaw} -> {wanted}, on the machine it has"),
                ("Stays", Plans.Stays(claw)),
                ("Where it fails", "it goes back by itself, to the version and the data of now")));
    }

    /// <summary>The claw and its next OpenClaw; where it is not to be updated, what is said instead.</summary>
    private async Task<(Claw? Claw, OpenClawVersion? Wanted, Reply? Ended)> FindAsync(
        UpdateCommand command, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return (null, null, Refusals.NoSuchClaw(command.Claw));
        if (await operations.FindRefusalAsync(claw, ClawTrigger.Update, cancellationToken) is { } refusal)
            return (null, null, Reply.Refused(refusal));
        if (Refusals.NotServing(claw) is { } notServing)
            return (null, null, Reply.Refused(notServing));

        var wanted = command.Version ?? (await care.FindUpdateAsync(claw, cancellationToken)).Newest;
        if (wanted is null)
            return (null, null, Reply.Refused(
                $"{claw.Name} cannot learn which OpenClaw is the newest: the registry does not answer it. "
                + $"/update {claw.Name} 2026.9.6 names one."));
        // The registry's newest may be older than what somebody named once.
        var ahead = wanted.CompareTo(claw.Spec!.OpenClaw);
        var isThere = command.Version is null ? ahead <= 0 : ahead == 0;
        if (isThere && claw.State == ClawState.Running)
            return (null, null, Reply.Ok(
                $"{claw.Name} runs OpenClaw {claw.Spec.OpenClaw} already; nothing was done."));
        if (claw.FindRefusal(wanted) is { } older)
            return (null, null, Reply.Refused(older));
        if (await FindFaultsAsync(claw, cancellationToken) is { } faults)
            return (null, null, faults);

        return (claw, wanted, null);
    }

    // Most updates that end in a crash loop began with a configuration that was wrong before.
    private async Task<Reply?> FindFaultsAsync(Claw claw, CancellationToken cancellationToken)
    {
        var faults = await config.CheckConfigAsync(claw, cancellationToken);
        var refused = Reply.Refused(
            $"{claw.Name}'s configuration is not valid; mend it, then update. Nothing was touched.");
        return faults.Count == 0
            ? null
            : refused with { Blocks = refused.Blocks.Add(new OutputBlock(string.Join('\n', faults))) };
    }
}
