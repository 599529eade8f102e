using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Brings a command whose type is known at run time only to its typed handler.</summary>
internal abstract class CommandInvoker
{
    /// <summary>The invoker for one type of command.</summary>
    public static CommandInvoker For(Type command) =>
        (CommandInvoker)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(command))!;

    /// <summary>Has the command's handler carry it out.</summary>
    public abstract Task<Reply> InvokeAsync(
        IServiceProvider services, ICommand command, Member by, CancellationToken cancellationToken);

    /// <summary>Has the command's handler tell what it would do; null where it cannot.</summary>
    public abstract Task<Reply?> PlanAsync(
        IServiceProvider services, ICommand command, Member by, CancellationToken cancellationToken);

    private sealed class Typed<TCommand> : CommandInvoker
        where TCommand : ICommand
    {
        public override Task<Reply> InvokeAsync(
            IServiceProvider services, ICommand command, Member by, CancellationToken cancellationToken) =>
            services.GetRequiredService<ICommandHandler<TCommand>>()
                .HandleAsync((TCommand)command, by, cancellationToken);

        public override async Task<Reply?> PlanAsync(
            IServiceProvider services, ICommand command, Member by, CancellationToken cancellationToken) =>
            services.GetRequiredService<ICommandHandler<TCommand>>() is ICommandPlanner<TCommand> planner
                ? await planner.PlanAsync((TCommand)command, by, cancellationToken)
                : null;
    }
}
