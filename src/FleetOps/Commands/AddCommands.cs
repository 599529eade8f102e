using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Registers the catalogue, the dispatcher, and all handlers.</summary>
public static class CommandRegistration
{
    /// <summary>
    /// Finds every <see cref="FleetCommandAttribute"/> record and every <see cref="ICommandHandler{TCommand}"/> of some
    /// assemblies and registers them.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="assemblies">Where they are.</param>
    /// <param name="offers">Which commands there are here; null for all. What is not offered is in no menu and no
    /// help.</param>
    /// <exception cref="InvalidOperationException">A command breaks a rule of the catalogue or has not exactly one
    /// handler.</exception>
    public static IServiceCollection AddCommands(
        this IServiceCollection services,
        IReadOnlyList<Assembly> assemblies,
        Predicate<FleetCommandAttribute>? offers = null)
    {
        var types = assemblies.SelectMany(assembly => assembly.GetTypes()).ToList();
        var catalogue = new CommandCatalogue(
            from type in types
            where type.GetCustomAttribute<FleetCommandAttribute>() is { } command && offers?.Invoke(command) != false
            select type);

        var handlers = types.Where(type => type is { IsAbstract: false, IsInterface: false })
            .SelectMany(type => type.GetInterfaces().Where(IsHandler), (type, contract) => (contract, type))
            .ToLookup(handler => handler.contract, handler => handler.type);
        foreach (var command in catalogue.Commands)
        {
            var contract = typeof(ICommandHandler<>).MakeGenericType(command.Type);
            services.AddTransient(contract, handlers[contract].ToList() is [var only]
                ? only
                : throw new InvalidOperationException($"/{command.Name} needs exactly one handler."));
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(catalogue);
        services.AddSingleton<CommandParser>();
        services.AddSingleton<CommandDispatcher>();
        return services;
    }

    private static bool IsHandler(Type contract) =>
        contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ICommandHandler<>);
}
