using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/label</c>: shows, sets and removes a claw's labels.</summary>
[FleetCommand(
    "label", "Show, set (key=value) or remove (key-) a claw's labels.", Role.Operator,
    Effect = Effect.Changes, Example = "/label alice tier=prod team-")]
public sealed record Label(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("labels", "key=value sets, key- removes; none shows.", TakesRest = true)]
    string? Words) : IVaries
{
    /// <inheritdoc/>
    public Effect Effect => string.IsNullOrWhiteSpace(Words) ? Effect.Reads : Effect.Changes;
}

/// <summary>Carries out <see cref="Label"/>.</summary>
public sealed class LabelHandler(IFleetStore store) : ICommandHandler<Label>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Label command, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);

        if (!Labels.TryApply(claw.Labels, command.Words ?? "", out var labels, out var refusal))
            return Reply.Refused(refusal);

        if (Labels.Say(labels) != Labels.Say(claw.Labels))
        {
            // An operation stops where somebody else changes its claw under it.
            if (ClawLifecycle.IsBusy(claw.State))
                return Reply.Refused($"{claw.Name} is busy ({claw.State}); label it when that is done.");

            await store.CommitAsync(new FleetChange { Claw = claw with { Labels = labels } }, cancellationToken);
        }

        return Reply.Ok(labels.IsEmpty ? $"{claw.Name} has no labels." : $"{claw.Name}: {Labels.Say(labels)}");
    }
}
