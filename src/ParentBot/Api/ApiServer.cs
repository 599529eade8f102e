using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Api;

/// <summary>
/// Listens for programs: HTTP on the socket of the data folder, for this account alone, and on TCP where that is set.
/// </summary>
internal sealed class ApiServer(
    DataFolder folder, ApiOptions options, ApiEntrance entrance, PeerGuard guard, ApiLife life, ILoggerFactory loggers,
    TimeProvider time) : IHostedService
{
    /// <summary>
    /// So many bytes of a body are heard out, though few are taken (<see cref="RequestBody.Largest"/>); beyond, the
    /// connection is cut.
    /// </summary>
    public const int LongestHeard = 64 * 1024 * 1024;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What runs may finish within this when the parent stops; systemd waits longer.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly string _socket = ApiSocket.Of(folder.Path, Environment.GetEnvironmentVariable);
    private WebApplication? _app;

    /// <summary>Where it listens on TCP; null where it does not.</summary>
    public Uri? Tcp => _app?.Services.GetRequiredService<IServer>().Features
        .GetRequiredFeature<IServerAddressesFeature>().Addresses
        .Where(address => !address.Contains("unix:", StringComparison.Ordinal)).Select(address => new Uri(address))
        .FirstOrDefault();

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Enabled)
            return;

        var app = Build();
        app.Run(entrance.AnswerAsync);
        try
        {
            File.Delete(_socket); // the data folder's lock is held: whoever listened there is dead
            await app.StartAsync(cancellationToken);
            _app = app;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SocketException)
        {
            await app.DisposeAsync();
            throw new StartRefusedException($"The local API cannot listen: {failure.Message}", failure);
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is null)
            return;

        using var late = new CancellationTokenSource(Grace, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        await using var cut = stop.Token.Register(life.CutOff);
        await _app.StopAsync(stop.Token);
        await _app.DisposeAsync();
        File.Delete(_socket);
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.WebHost
            .UseKestrelCore()
            .UseSockets(sockets => sockets.CreateBoundListenSocket = Bind)
            .ConfigureKestrel(Configure);
        return builder.Build();
    }

    private void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.ConfigureEndpointDefaults(listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(BareRefusals.Before);
        });
        kestrel.Limits.MaxRequestBodySize = LongestHeard;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 50;
        kestrel.Limits.MaxConcurrentConnections = 2L * options.MaxConcurrent; // some are open and ask nothing
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        // Who sleeps over a stream would keep his place until the operation ends.
        kestrel.Limits.MinResponseDataRate = new MinDataRate(16 * 1024, TimeSpan.FromSeconds(5));
        kestrel.ListenUnixSocket(_socket, listen => listen.Use(guard.Before));
        if (options.TcpAddress is { } address)
            kestrel.Listen(address);
    }

    /// <summary>
    /// A socket takes connections from listen(2) on, which is called after this: nobody else ever finds it open.
    /// </summary>
    private static Socket Bind(EndPoint endPoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);
        if (endPoint is UnixDomainSocketEndPoint && !OperatingSystem.IsWindows())
            File.SetUnixFileMode($"{endPoint}", OwnerOnly);
        return socket;
    }
}
