using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Operations.Rungs;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Brings a claw back to life by the lowest rung that can.</summary>
[FleetCommand(
    "resuscitate", "Bring a claw back to life, by the mildest means that can.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/resuscitate alice", Order = 33)]
public sealed record Resuscitate(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument(
        "allow", "What you agree to beforehand: a rebuild of the machine on the same disk.", Choices = "rebuild")]
    string? Allow = null) : ICommand;

/// <inheritdoc cref="Resuscitate"/>
public sealed class ResuscitateHandler(IFleetStore store, OperationQueue operations)
    : ICommandHandler<Resuscitate>, ICommandPlanner<Resuscitate>
{
    /// <inheritdoc/>
    public async Task<Reply> PlanAsync(Resuscitate command, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is { Spec: null } bare)
            return NoMachine(bare);

        return await operations.OfOrderAsync(
            store, command.Claw, ClawTrigger.Resuscitate,
            claw => new FactsBlock(
                ("Mends", $"{claw.Name} by the mildest means that heals: access, gateway, boot.sh, then its machine"),
                ("Rebuilds", command.Allow is null
                    ? "nothing; where only a new machine helps, it stops and says so"
                    : "the machine on the same data disk, where nothing milder heals"),
                ("Stays", Plans.Stays(claw))),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Resuscitate command, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);
        if (claw.Spec is not { } spec)
            return NoMachine(claw);

        // A generation is set aside in case the last rung rebuilds the machine, on the disk that is the claw's now.
        var next = claw with { Generations = claw.Generations + 1 };
        var order = new OperationOrder
        {
            Target = spec with
            {
                Generation = next.Generations,
                Disk = claw.Disk,
                OpenClaw = OpenClawVersion.Newer(spec.OpenClaw, claw.NewestOpenClaw),
            },
            Options = command.Allow is null
                ? ImmutableSortedDictionary<string, string>.Empty
                : ImmutableSortedDictionary<string, string>.Empty.Add(ResuscitateClaw.Allow, nameof(RebuildMachine)),
        };
        return Reply.To(await operations.SubmitAsync<ResuscitateClaw>(next, order, by, cancellationToken));
    }

    private static Reply NoMachine(Claw claw) =>
        Reply.Refused($"{claw.Name} has no machine yet. /deploy {claw.Name} makes one.");
}
