using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Pairings;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/deny</c>: turns a person away who wrote to a claw's bot.</summary>
[FleetCommand(
    "deny", "Turn a person away who wrote to a claw's bot.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/deny alice 7001", Order = 34)]
public sealed record Deny(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("who", "His code, user name or numeric id.")] string Who) : ICommand;

/// <summary>Carries out <see cref="Deny"/>.</summary>
public sealed class DenyHandler(PairingDesk desk) : ICommandHandler<Deny>, ICommandPlanner<Deny>
{
    /// <inheritdoc/>
    public Task<Reply> HandleAsync(Deny command, Member by, CancellationToken cancellationToken) =>
        desk.DenyAsync(command.Claw, command.Who, by, cancellationToken);

    /// <inheritdoc/>
    public Task<Reply> PlanAsync(Deny command, Member by, CancellationToken cancellationToken) => desk.PlanAsync(
        command.Claw, command.Who,
        (claw, request) => new FactsBlock(
            ("Turns away", $"{PairingChoice.Say(request)}, at {claw.Name}"), ("Stays", "his right to ask again")),
        cancellationToken);
}
