using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// A handler that can tell what its command would do, for <c>--dry-run</c> and for the card on which a person decides.
/// </summary>
/// <typeparam name="TCommand">The command.</typeparam>
public interface ICommandPlanner<in TCommand>
    where TCommand : ICommand
{
    /// <summary>
    /// Tells what would be done now and what would stay; only looks. A refused reply says that it would be refused, and
    /// why. Fails as <see cref="ICommandHandler{TCommand}.HandleAsync"/> does.
    /// </summary>
    Task<Reply> PlanAsync(TCommand command, Member by, CancellationToken cancellationToken);
}
