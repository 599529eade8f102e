using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ParentClaw.TestKit.Gateway;

/// <summary>One question to a <see cref="StrictGateway"/>, to be answered.</summary>
/// <param name="Socket">On which it came.</param>
/// <param name="Id">Its id.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record StrictCall(WebSocket Socket, string Id, JsonElement Parameters)
{
    /// <summary>Answers with this JSON.</summary>
    public Task SayAsync(string payload) =>
        WriteAsync(Socket, $$"""{"type":"res","id":"{{Id}}","ok":true,"payload":{{payload}}}""");

    /// <summary>Refuses with this error.</summary>
    public Task RefuseAsync(string error) =>
        WriteAsync(Socket, $$"""{"type":"res","id":"{{Id}}","ok":false,"error":{{error}}}""");

    /// <summary>Says anything.</summary>
    public Task WriteAsync(string text) => WriteAsync(Socket, text);

    internal static Task WriteAsync(WebSocket socket, string text) => socket.SendAsync(
        Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>The next frame; null where the other side closed.</summary>
    internal static async Task<JsonElement?> ReadAsync(WebSocket socket, CancellationToken aborted)
    {
        var buffer = new byte[1024 * 1024];
        var length = 0;
        while (true)
        {
            var piece = await socket.ReceiveAsync(buffer.AsMemory(length), aborted);
            if (piece.MessageType == WebSocketMessageType.Close)
                return null;
            length += piece.Count;
            if (piece.EndOfMessage)
                return JsonDocument.Parse(Encoding.UTF8.GetString(buffer, 0, length)).RootElement;
        }
    }
}
