using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Configuration;
using ParentClaw.ParentBot.Logs;
using ParentClaw.ParentBot.Terminal;

namespace ParentClaw.ParentBot;

/// <summary>Puts the process together.</summary>
internal static class ParentBotBuilder
{
    /// <summary>Where commands, handlers and options are found.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [typeof(FleetException).Assembly, typeof(ParentBotBuilder).Assembly];

    /// <summary>The host, not started; the store opens when it is first asked for.</summary>
    /// <param name="configuration">All settings, checked.</param>
    /// <param name="held">The data folder, ours alone.</param>
    public static IHost Build(IConfiguration configuration, ParentLock held)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        var inSandbox = Section<CloudOptions>(configuration, CloudOptions.Section).Kind == CloudKind.Sandbox;
        var inTerminal = Section<TerminalOptions>(configuration, TerminalOptions.Section).Enabled;

        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddFleetLog(held.Folder, alsoToErrors: !inTerminal);
        builder.Services
            .AddFleetOptions<FleetOptions>(configuration, FleetOptions.Section)
            .AddFleetOptions<CloudOptions>(configuration, CloudOptions.Section)
            .AddFleetOptions<TerminalOptions>(configuration, TerminalOptions.Section)
            .AddFleetOptions<LogOptions>(configuration, LogOptions.Section)
            .AddFleetStorage(held.Folder)
            .AddCommands(Assemblies, command => inSandbox || command.Name != "sandbox")
            .TryAddSingleton<OperationFeed>();
        if (inTerminal)
            builder.Services.AddTerminalFace();
        return builder.Build();
    }

    /// <summary>What decides which parts there are is read before there is a container to ask.</summary>
    private static TOptions Section<TOptions>(IConfiguration configuration, string section)
        where TOptions : new() => configuration.GetSection(section).Get<TOptions>() ?? new();
}
