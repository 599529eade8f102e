using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Pairings;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/approve</c>: lets a person in who wrote to a claw's bot.</summary>
[FleetCommand(
    "approve", "Let a person in who wrote to a claw's bot.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/approve alice @bob", Order = 33)]
public sealed record Approve(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("who", "His code, user name or numeric id.")] string Who) : ICommand;

/// <summary>Carries out <see cref="Approve"/>.</summary>
public sealed class ApproveHandler(PairingDesk desk) : ICommandHandler<Approve>, ICommandPlanner<Approve>
{
    /// <inheritdoc/>
    public Task<Reply> HandleAsync(Approve command, Member by, CancellationToken cancellationToken) =>
        desk.ApproveAsync(command.Claw, command.Who, by, cancellationToken);

    /// <inheritdoc/>
    public Task<Reply> PlanAsync(Approve command, Member by, CancellationToken cancellationToken) => desk.PlanAsync(
        command.Claw, command.Who,
        (claw, request) => new FactsBlock(
            ("Lets in", PairingChoice.Say(request)),
            ("He may", $"talk to {claw.Name}, at your model's cost"),
            ("Then", "he is told")),
        cancellationToken);
}
