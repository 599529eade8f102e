using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/security</c>: what OpenClaw's own security audit finds at a claw.</summary>
[FleetCommand(
    "security", "Audit a claw's security: what is open that should not be, worst first.", Role.Operator,
    Example = "/security alice", Order = 24)]
public sealed record Security([property: Argument("claw", "Which claw.")] ClawName Claw) : ICommand;

/// <summary>Carries out <see cref="Security"/>.</summary>
public sealed class SecurityHandler(IFleetStore store, IGatewayCare care) : ICommandHandler<Security>
{
    /// <inheritdoc/>
    public Task<Reply> HandleAsync(Security command, Member by, CancellationToken cancellationToken) =>
        store.WithServingAsync(
            command.Claw,
            async claw => Say(claw, await care.AuditSecurityAsync(claw, cancellationToken)),
            cancellationToken);

    private static Reply Say(Claw claw, IReadOnlyList<GatewayFinding> findings) => findings.Count == 0
        ? Reply.Ok($"OpenClaw's audit finds nothing to say against {claw.Name}.")
        : Reply.Ok(
            new TextBlock($"OpenClaw's audit of {claw.Name}: {FindingList.Count(findings)}. Nothing was changed."),
            FindingList.Table(findings),
            new TextBlock($"/config {claw.Name} set changes what a remedy names."));
}
