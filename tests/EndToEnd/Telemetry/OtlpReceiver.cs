using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using ParentClaw.ParentBot.Telemetry;

namespace ParentClaw.EndToEnd.Telemetry;

/// <summary>Takes OTLP in both its ways on loopback, and keeps what came as it came.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private const int FrameHead = 5;

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, string> _taken = new();
    private readonly ConcurrentQueue<string> _keys = [];

    private OtlpReceiver(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public string Address =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>The header <c>x-key</c> of each request.</summary>
    public IEnumerable<string> Keys => _keys;

    public static async Task<OtlpReceiver> StartAsync(TelemetryProtocol protocol)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel =>
            kestrel.ConfigureEndpointDefaults(listen => listen.Protocols =
                protocol == TelemetryProtocol.Grpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        var app = builder.Build();
        var receiver = new OtlpReceiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>All that was sent of a kind, <c>trace</c> or <c>metrics</c>; texts stand in it as they are.</summary>
    public string Taken(string kind) => string.Concat(
        _taken.Where(path => path.Key.Contains(kind, StringComparison.Ordinal)).Select(path => path.Value));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var isGrpc = HttpProtocol.IsHttp2(context.Request.Protocol);
        context.Request.ContentType.ShouldBe(isGrpc ? "application/grpc" : "application/x-protobuf");
        var text = Encoding.Latin1.GetString(isGrpc ? MessageIn(body.ToArray()) : body.ToArray());
        _taken.AddOrUpdate(context.Request.Path.Value!, text, (_, before) => before + text);
        _keys.Enqueue(context.Request.Headers["x-key"].ToString());
        context.Response.ContentType = context.Request.ContentType;
        if (!isGrpc)
            return; // an empty body is an answer without complaints

        await context.Response.Body.WriteAsync(new byte[FrameHead], context.RequestAborted); // and so is an empty frame
        context.Response.AppendTrailer("grpc-status", "0");
    }

    /// <summary>
    /// The one message of a call (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md): behind a byte that
    /// says whether it is compressed, and its length.
    /// </summary>
    private static byte[] MessageIn(byte[] body)
    {
        body[0].ShouldBe((byte)0);
        BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1)).ShouldBe(body.Length - FrameHead);
        return body[FrameHead..];
    }
}
