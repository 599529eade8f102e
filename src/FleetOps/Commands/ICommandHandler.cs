using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Carries out one kind of command. Knows no face.</summary>
/// <typeparam name="TCommand">The command.</typeparam>
public interface ICommandHandler<in TCommand>
    where TCommand : ICommand
{
    /// <summary>
    /// Carries it out. An expected no is a refused reply; the outside world's failure is a
    /// <see cref="FleetException"/>, which the dispatcher turns into a failed reply.
    /// </summary>
    Task<Reply> HandleAsync(TCommand command, Member by, CancellationToken cancellationToken);
}
