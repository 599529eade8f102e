using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ParentClaw.EndToEnd.Telemetry;

/// <summary>Takes OTLP over HTTP on loopback, and keeps what came as it came.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, string> _taken = new();
    private readonly ConcurrentQueue<string> _keys = [];

    private OtlpReceiver(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public string Address =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>The header <c>x-key</c> of each request.</summary>
    public IEnumerable<string> Keys => _keys;

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new OtlpReceiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>All bodies sent to a path; protocol buffers hold texts as they are.</summary>
    public string Taken(string path) => _taken.GetValueOrDefault(path, "");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var text = Encoding.Latin1.GetString(body.ToArray());
        _taken.AddOrUpdate(context.Request.Path.Value!, text, (_, before) => before + text);
        _keys.Enqueue(context.Request.Headers["x-key"].ToString());
        context.Response.ContentType = "application/x-protobuf"; // an empty body is an answer without complaints
    }
}
