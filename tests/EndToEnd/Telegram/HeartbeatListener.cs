using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>What watches over the parent from outside: it is called while the parent lives.</summary>
internal sealed class HeartbeatListener : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource<string> _called = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HeartbeatListener(WebApplication app) => _app = app;

    /// <summary>What <c>Alerting:DeadManUrl</c> is set to.</summary>
    public Uri Address => new(new Uri(_app.Urls.Single()), "ping/5d3a");

    /// <summary>The path of the first call, once it comes.</summary>
    public Task<string> Called => _called.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public static async Task<HeartbeatListener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var listener = new HeartbeatListener(builder.Build());
        listener._app.Run(context =>
        {
            listener._called.TrySetResult($"{context.Request.Method} {context.Request.Path}");
            return Task.CompletedTask;
        });
        await listener._app.StartAsync();
        return listener;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
