using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/label</c>: shows, sets and removes a claw's labels.</summary>
[FleetCommand(
    "label", "Show, set (key=value) or remove (key-) a claw's labels.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/label alice tier=prod team-")]
public sealed record Label(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("labels", "key=value sets, key- removes; none shows.", TakesRest = true)]
    string? Words) : IVaries
{
    /// <inheritdoc/>
    public Effect Effect => string.IsNullOrWhiteSpace(Words) ? Effect.Reads : Effect.Changes;
}

/// <summary>Carries out <see cref="Label"/>.</summary>
public sealed class LabelHandler(IFleetStore store) : LookingHandler<Label>
{
    /// <inheritdoc/>
    private protected override async Task<Intent> LookAsync(
        Label command, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);

        if (!Labels.TryApply(claw.Labels, command.Words ?? "", out var labels, out var refusal))
            return Reply.Refused(refusal);

        var changed = claw with { Labels = labels };
        if (Labels.Say(labels) == Labels.Say(claw.Labels))
            return Show(changed);
        // An operation stops where somebody else changes its claw under it.
        if (ClawLifecycle.IsBusy(claw.State))
            return Reply.Refused($"{claw.Name} is busy ({claw.State}); label it when that is done.");

        return Intent.To(
            async () =>
            {
                await store.CommitAsync(new FleetChange { Claw = changed }, cancellationToken);
                return Show(changed);
            },
            new FactsBlock(("Was", Labels.OrNone(claw.Labels)), ("Becomes", Labels.OrNone(labels))));
    }

    private static Reply Show(Claw claw) => Reply.Ok(
        claw.Labels.IsEmpty ? $"{claw.Name} has no labels." : $"{claw.Name}: {Labels.Say(claw.Labels)}");
}
