using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.AzureVms;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Alerting;
using ParentClaw.ParentBot.Api;
using ParentClaw.ParentBot.Configuration;
using ParentClaw.ParentBot.Digests;
using ParentClaw.ParentBot.Life;
using ParentClaw.ParentBot.Logs;
using ParentClaw.ParentBot.Pairings;
using ParentClaw.ParentBot.Proposals;
using ParentClaw.ParentBot.SandboxHost;
using ParentClaw.ParentBot.Telegram;
using ParentClaw.ParentBot.Telegram.Api;
using ParentClaw.ParentBot.Telemetry;
using ParentClaw.ParentBot.Terminal;
using ParentClaw.Sandbox;

namespace ParentClaw.ParentBot;

/// <summary>Puts the process together.</summary>
internal static class ParentBotBuilder
{
    /// <summary>Where commands, handlers and options are found.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [typeof(FleetException).Assembly, typeof(ParentBotBuilder).Assembly];

    /// <summary>
    /// The host, not started; the sandbox, where it is the cloud, runs already and ends with the host.
    /// </summary>
    /// <param name="configuration">All settings, checked.</param>
    /// <param name="held">The data folder, ours alone.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the sandbox's start.</param>
    /// <param name="container">How strict the container is; null for as it comes, which starts faster.</param>
    public static async Task<IHost> BuildAsync(
        IConfiguration configuration, ParentLock held, TimeProvider time, CancellationToken cancellationToken,
        ServiceProviderOptions? container = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        var inSandbox = Section<CloudOptions>(configuration, CloudOptions.Section).Kind == CloudKind.Sandbox;
        var ways = Ways.Of(configuration);

        if (container is not null)
            builder.ConfigureContainer(new DefaultServiceProviderFactory(container));
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddFleetLog(held.Folder, alsoToErrors: ways.IsErrorStreamFree);
        builder.Services
            .AddSingleton(time)
            .AddFleetOptions<FleetOptions>(configuration, FleetOptions.Section)
            .AddFleetOptions<CloudOptions>(configuration, CloudOptions.Section)
            .AddFleetOptions<TerminalOptions>(configuration, TerminalOptions.Section)
            .AddFleetOptions<LogOptions>(configuration, LogOptions.Section)
            .AddFleetStorage(held.Folder)
            .AddHostedService<StoreGuard>()
            .AddLife(ways)
            .AddTelemetry(builder.Configuration)
            .AddSingleton(_ => new AppLayers(held.Folder.AppLayers));
        var sandbox = inSandbox ? await builder.AddSandboxAsync(held.Folder, time, cancellationToken) : null;
        if (sandbox is null)
            builder.Services.AddAzure(builder.Configuration);
        builder.Services
            .AddBotApi(builder.Configuration)
            .AddOpenSsh(builder.Configuration)
            .AddFleetOps(builder.Configuration)
            .AddDeadMan(builder.Configuration)
            .AddSingleton<OperationFollower>()
            .AddApi(builder.Configuration)
            .AddCommands(Assemblies, command => inSandbox || command.Name != "sandbox");
        if (ways.IsTerminal)
            builder.Services.AddTerminalFace();
        if (ways.IsTelegram)
            builder.Services.AddTelegramFace().AddPairingCards().AddProposalCards().AddAlerting().AddDigests();
        return await MakeAsync(builder, sandbox);
    }

    // A host of which one part cannot be made, as with a damaged store, can neither start nor stop: found out here,
    // while what runs already can still be ended.
    private static async Task<IHost> MakeAsync(HostApplicationBuilder builder, SandboxServer? sandbox)
    {
        var host = builder.Build();
        try
        {
            _ = host.Services.GetServices<IHostedService>();
            return host;
        }
        catch
        {
            host.Dispose();
            if (sandbox is not null)
                await sandbox.DisposeAsync();
            throw;
        }
    }

    private static void AddAzure(this IServiceCollection services, IConfiguration configuration)
    {
        var fleet = Section<FleetOptions>(configuration, FleetOptions.Section).Name;
        services.AddSingleton(new DeployDefaults());
        services.AddAzureVms(configuration, _ => new AzureConnection(nameof(CloudKind.AzureVms), fleet));
    }

    private static async Task<SandboxServer> AddSandboxAsync(
        this HostApplicationBuilder builder, DataFolder folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = Section<EmbeddedSandboxOptions>(builder.Configuration, EmbeddedSandboxOptions.Section);
        var log = Section<LogOptions>(builder.Configuration, LogOptions.Section);
        using var said = new StartLog(folder, log, time);
        var server = await SandboxFleet.StartAsync(options, folder.Path, time, said.Loggers, cancellationToken);
        builder.Configuration.AddInMemoryCollection(SandboxFleet.AzureSettings());
        builder.Services.AddFleetOptions<EmbeddedSandboxOptions>(builder.Configuration, EmbeddedSandboxOptions.Section);
        builder.Services.AddSandboxCloud(
            builder.Configuration,
            server,
            Section<FleetOptions>(builder.Configuration, FleetOptions.Section).Name,
            options.Machines);
        return server;
    }

    /// <summary>What decides which parts there are is read before there is a container to ask.</summary>
    private static TOptions Section<TOptions>(IConfiguration configuration, string section)
        where TOptions : new() => configuration.GetSection(section).Get<TOptions>() ?? new();
}
