using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot.Api;

/// <summary>Listens for programs: HTTP on the socket of the data folder, for this account alone.</summary>
internal sealed class ApiServer(DataFolder folder, ApiRoutes routes, ILoggerFactory loggers) : IHostedService
{
    private WebApplication? _app;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var socket = ApiSocket.Of(folder.Path, Environment.GetEnvironmentVariable);
        File.Delete(socket); // the data folder's lock is held: whoever listened there is dead
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenUnixSocket(socket);
        });
        _app = builder.Build();
        _app.Run(routes.AnswerAsync);
        await _app.StartAsync(cancellationToken);
        File.SetUnixFileMode(socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_app is null)
            return;

        await _app.StopAsync(cancellationToken);
        await _app.DisposeAsync();
    }
}
