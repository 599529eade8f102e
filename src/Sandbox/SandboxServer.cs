using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ParentClaw.Sandbox.Arm;
using ParentClaw.Sandbox.Machines;
using ParentClaw.Sandbox.Machines.Nspawn;

namespace ParentClaw.Sandbox;

/// <summary>
/// An Azure in a box: an ARM server on loopback whose virtual machines are local machines. Its state lies in
/// <see cref="SandboxOptions.Folder"/> and outlives the process. Callers send <c>Authorization: Bearer sandbox</c> and
/// lead <c>https://management.azure.com</c> to <see cref="Endpoint"/>.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Region _region;
    private readonly FileStream _owner;
    private bool _disposed;

    private SandboxServer(WebApplication app, Region region, Faults faults, SandboxMachines machines, FileStream owner)
    {
        _app = app;
        _region = region;
        _owner = owner;
        Faults = faults;
        Machines = machines;
        var server = app.Services.GetRequiredService<IServer>();
        Endpoint = new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
    }

    /// <summary><c>http://127.0.0.1:PORT</c></summary>
    public Uri Endpoint { get; }

    /// <summary>Faults on demand.</summary>
    public Faults Faults { get; }

    /// <summary>The machines behind the resources.</summary>
    public SandboxMachines Machines { get; }

    /// <summary>What this computer lacks for machines of a kind and what to do, a sentence; null where it is all there.
    /// </summary>
    public static string? WhatIsMissingFor(MachineKind machines) =>
        machines == MachineKind.Nspawn ? NspawnRequirements.MissingHere() : null;

    /// <summary>
    /// Starts the server, takes up interrupted operations and boots the machines that should run.
    /// </summary>
    /// <exception cref="IOException">Another process has the folder, or the port.</exception>
    /// <exception cref="PlatformNotSupportedException">This computer lacks what machines of that kind need.</exception>
    public static async Task<SandboxServer> StartAsync(
        SandboxOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Folder);
        options = options with { Folder = Path.GetFullPath(options.Folder) };
        var owner = new FileStream(
            Path.Combine(options.Folder, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var region = await OpenRegionAsync(options, time, loggers, owner, cancellationToken);
        try
        {
            var spec = new ArmSpec();
            var routes = Handlers.Connect(region, spec);
            var faults = new Faults();
            var machines = new SandboxMachines(region);
            await new RegionStart(region, loggers.CreateLogger<RegionStart>()).RunAsync(cancellationToken);

            var app = Build(options, loggers);
            var arm = new ArmEndpoint(
                region, spec, routes, new FirstDayRoutes(options), faults, loggers.CreateLogger<ArmEndpoint>());
            var control = new ControlRoutes(region, faults, machines);
            app.Run(context => AnswerAsync(context, region, arm, control, machines));
            await app.StartAsync(cancellationToken);
            return new SandboxServer(app, region, faults, machines, owner);
        }
        catch
        {
            await CloseAsync(region, owner);
            throw;
        }
    }

    /// <summary>Ends the server and shuts its machines down in order; at the next start they boot again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        // Before the server, which waits for its requests, as these may wait for an operation.
        await _region.Operations.StopAsync();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await CloseAsync(_region, _owner);
    }

    private static async Task CloseAsync(Region region, FileStream owner)
    {
        await region.Operations.StopAsync();
        region.Operations.Dispose();
        await region.Host.DisposeAsync();
        await owner.DisposeAsync();
    }

    private static async Task<Region> OpenRegionAsync(
        SandboxOptions options, TimeProvider time, ILoggerFactory loggers, FileStream owner,
        CancellationToken cancellationToken)
    {
        IMachineHost host;
        try
        {
            host = await OpenHostAsync(options, loggers, cancellationToken);
        }
        catch
        {
            await owner.DisposeAsync();
            throw;
        }

        var gate = new Lock();
        var state = Path.Combine(options.Folder, "state");
        return new Region(
            options,
            time,
            new Pace(options.Speed),
            new ResourceStore(Path.Combine(state, "resources")),
            new LongOperations(
                Path.Combine(state, "operations"), gate, time, loggers.CreateLogger<LongOperations>()),
            host,
            gate);
    }

    private static async Task<IMachineHost> OpenHostAsync(
        SandboxOptions options, ILoggerFactory loggers, CancellationToken cancellationToken) => options.Machines switch
        {
            MachineKind.Process => new ProcessMachines(options.Folder, loggers.CreateLogger<ProcessMachines>()),
            MachineKind.Nspawn => await NspawnMachines.OpenAsync(
                options.Folder, loggers.CreateLogger<NspawnMachines>(), cancellationToken),
            _ => new NoMachines(),
        };

    private static WebApplication Build(SandboxOptions options, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        return builder.Build();
    }

    private static Task AnswerAsync(
        HttpContext context, Region region, ArmEndpoint arm, ControlRoutes control, SandboxMachines machines)
    {
        if (context.Request.Path.StartsWithSegments("/_sandbox", StringComparison.Ordinal))
            return control.AnswerAsync(context);
        if (machines.IsParentNetworkCut)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        if (!context.Request.Path.StartsWithSegments(RetailPrices.Path, StringComparison.OrdinalIgnoreCase))
            return arm.AnswerAsync(context);
        var prices = RetailPrices.Answer(region.Options.Location, context.Request.Query["$filter"]);
        return new ArmReply(200, prices).WriteAsync(context.Response, context.RequestAborted);
    }
}
