using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary>A handler that looks first and acts then; its dry run ends behind the look.</summary>
/// <typeparam name="TCommand">The command.</typeparam>
public abstract class LookingHandler<TCommand> : ICommandHandler<TCommand>, ICommandPlanner<TCommand>
    where TCommand : ICommand
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(TCommand command, Member by, CancellationToken cancellationToken) =>
        await (await LookAsync(command, by, cancellationToken)).Act();

    /// <inheritdoc/>
    public async Task<Reply> PlanAsync(TCommand command, Member by, CancellationToken cancellationToken) =>
        await (await LookAsync(command, by, cancellationToken)).Plan();

    /// <summary>What the command comes to as things are; changes nothing where the command would.</summary>
    private protected abstract Task<Intent> LookAsync(
        TCommand command, Member by, CancellationToken cancellationToken);
}
