using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ParentClaw.TestKit.Gateway;

/// <summary>
/// A gateway's WebSocket on a Unix socket, for what the real one cannot be brought to do: protocol 4, refusing what the
/// real one refuses. It answers as told, and refuses a method of which nothing was told.
/// </summary>
public sealed class StrictGateway : IAsyncDisposable
{
    /// <summary>The token that lets in.</summary>
    public const string Token = "0123456789abcdef";

    private const string Challenge =
        """{"type":"event","event":"connect.challenge","payload":{"nonce":"n","ts":1795161286300}}""";

    private readonly TempFolder _folder = new();
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<StrictCall, Task>> _methods = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _calls = new();
    private readonly ConcurrentDictionary<WebSocket, bool> _open = new();
    private int _connections;
    private int _isDisposed;

    private StrictGateway()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(Socket));
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(EnterAsync);
    }

    /// <summary>The Unix socket.</summary>
    public string Socket => _folder["gateway.sock"];

    /// <summary>The status with which it answers instead of becoming a WebSocket; null for becoming one.</summary>
    public int? Status { get; set; }

    /// <summary>Whether it says nothing at all once somebody connected.</summary>
    public bool IsDumb { get; set; }

    /// <summary>The version of the protocol that it speaks.</summary>
    public int Protocol { get; set; } = 4;

    /// <summary>Another one after each start.</summary>
    public string BootId { get; set; } = "boot-1";

    /// <summary>How often somebody connected.</summary>
    public int Connections => _connections;

    /// <summary>How many are connected now.</summary>
    public int Open => _open.Count;

    /// <summary>What was asked after the hello, <c>method {params}</c>, in order.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    /// <summary>Starts one.</summary>
    public static async Task<StrictGateway> StartAsync()
    {
        var gateway = new StrictGateway();
        await gateway._app.StartAsync();
        return gateway;
    }

    /// <summary>From now on it has a method, and answers it with this JSON.</summary>
    public StrictGateway Says(string method, string payload) => On(method, call => call.SayAsync(payload));

    /// <summary>From now on it has a method, and refuses it with this error.</summary>
    public StrictGateway Refuses(string method, string error) => On(method, call => call.RefuseAsync(error));

    /// <summary>From now on it has a method, and does this where it is called.</summary>
    public StrictGateway On(string method, Func<StrictCall, Task> answer)
    {
        _methods[method] = answer;
        return this;
    }

    /// <summary>Breaks all connections, as a gateway that dies.</summary>
    public void Break()
    {
        foreach (var socket in _open.Keys)
            socket.Abort();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;

        Break();
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private async Task EnterAsync(HttpContext context)
    {
        if (Status is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }

        Interlocked.Increment(ref _connections);
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        _open[socket] = true;
        try
        {
            await ServeAsync(socket, context.RequestAborted);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            // The client, or the test, broke the connection.
        }
        finally
        {
            _open.Remove(socket, out _);
        }
    }

    private async Task ServeAsync(WebSocket socket, CancellationToken aborted)
    {
        if (!IsDumb)
            await StrictCall.WriteAsync(socket, Challenge);
        var isIn = false;
        while (await StrictCall.ReadAsync(socket, aborted) is { } frame)
        {
            var call = new StrictCall(socket, Text(frame, "id"), frame.GetProperty("params"));
            if (IsDumb)
                continue;
            if (isIn)
                await AnswerAsync(Text(frame, "method"), call);
            else if (Fault(frame) is { } error)
                await call.RefuseAsync(error);
            else
                await call.SayAsync(Hello());
            isIn = true;
        }
    }

    private Task AnswerAsync(string method, StrictCall call)
    {
        _calls.Enqueue($"{method} {call.Parameters.GetRawText()}");
        return _methods.TryGetValue(method, out var answer)
            ? answer(call)
            : call.RefuseAsync($$"""{"code":"INVALID_REQUEST","message":"unknown method: {{method}}"}""");
    }

    private string? Fault(JsonElement frame)
    {
        var asked = frame.GetProperty("params");
        if (Text(frame, "type") != "req" || Text(frame, "method") != "connect")
            return """{"code":"INVALID_REQUEST","message":"first request must be connect"}""";
        if (asked.GetProperty("minProtocol").GetInt32() > Protocol || asked.GetProperty("maxProtocol").GetInt32() < Protocol)
            return """{"code":"INVALID_REQUEST","message":"protocol mismatch","details":{"code":"PROTOCOL_MISMATCH"}}""";
        if (Text(asked.GetProperty("client"), "id") != "gateway-client" || Text(asked, "role") != "operator")
            return """{"code":"INVALID_REQUEST","message":"invalid connect params"}""";
        return Text(asked.GetProperty("auth"), "token") == Token
            ? null
            : """
              {"code":"INVALID_REQUEST","message":"unauthorized: gateway token mismatch",
              "details":{"code":"AUTH_TOKEN_MISMATCH"}}
              """;
    }

    private string Hello() => new JsonObject
    {
        ["type"] = "hello-ok",
        ["protocol"] = Protocol,
        ["server"] = new JsonObject { ["version"] = "2026.9.6", ["bootId"] = BootId },
        ["features"] = new JsonObject
        {
            ["methods"] = new JsonArray([.. _methods.Keys.Append("health").Select(name => JsonValue.Create(name))]),
        },
    }.ToJsonString();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
