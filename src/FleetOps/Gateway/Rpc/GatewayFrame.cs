using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using static ParentClaw.FleetOps.Gateway.GatewayAnswer;

namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>A frame that a gateway sent (protocol 4, <c>docs/gateway/protocol/transport.md</c> of OpenClaw).</summary>
internal abstract record GatewayFrame
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>Something happened.</summary>
    /// <param name="Name"><c>connect.challenge</c>, <c>tick</c> …</param>
    /// <param name="Payload">What.</param>
    internal sealed record Event(string Name, JsonElement Payload) : GatewayFrame;

    /// <summary>The answer to a question.</summary>
    /// <param name="Id">Of the question.</param>
    /// <param name="Payload">What it says.</param>
    internal sealed record Answer(string Id, JsonElement Payload) : GatewayFrame;

    /// <summary>A question is refused, or failed.</summary>
    /// <param name="Id">Of the question.</param>
    /// <param name="Fault">Which of the two.</param>
    /// <param name="Words">The gateway's words.</param>
    /// <param name="Detail">The code of the detail, such as <c>PROTOCOL_MISMATCH</c>; null where there is none.</param>
    internal sealed record Refusal(string Id, RpcFault Fault, string Words, string? Detail) : GatewayFrame;

    /// <summary>A frame of a kind that later versions may send; it is passed over.</summary>
    internal sealed record Other : GatewayFrame;

    /// <summary>Reads a frame.</summary>
    /// <exception cref="RpcException"><see cref="RpcFault.Malformed"/>.</exception>
    public static GatewayFrame Read(ReadOnlySequence<byte> text)
    {
        var frame = Parse(text);
        return Text(frame, "type") switch
        {
            "event" when Text(frame, "event") is { } name => new Event(name, Find(frame, "payload") ?? default),
            "res" when Text(frame, "id") is { } id => ReadResponse(id, frame),
            null or "event" or "res" => throw Malformed("a frame without type, name or id"),
            _ => new Other(),
        };
    }

    /// <summary>A question as the bytes that are sent.</summary>
    public static byte[] Write(string id, RpcRequest request) => JsonSerializer.SerializeToUtf8Bytes(
        new JsonObject
        {
            ["type"] = "req",
            ["id"] = id,
            ["method"] = request.Method,
            ["params"] = request.Parameters?.DeepClone() ?? new JsonObject(),
        });

    private static JsonElement Parse(ReadOnlySequence<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            return document.RootElement.Clone();
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is how System.Text.Json meets half of a surrogate pair in a name.
            throw Malformed("a frame that is no JSON", malformed);
        }
    }

    private static GatewayFrame ReadResponse(string id, JsonElement frame)
    {
        switch (Find(frame, "ok")?.ValueKind)
        {
            case JsonValueKind.True:
                return new Answer(id, Find(frame, "payload") ?? default);
            case JsonValueKind.False:
                var error = Find(frame, "error") ?? default;
                var detail = Find(error, "details") is { } details ? Text(details, "code") : null;
                return new Refusal(id, FaultOf(error), Text(error, "message") ?? "no reason given", detail);
            default:
                throw Malformed("an answer that is neither yes nor no");
        }
    }

    // INVALID_REQUEST comes before anything was done. UNAVAILABLE may come after: of a message it means that it waits in
    // the gateway's queue, or that a part went out; only a retryable one surely did nothing.
    private static RpcFault FaultOf(JsonElement error) => Text(error, "code") switch
    {
        "INVALID_REQUEST" or "NOT_PAIRED" => RpcFault.Refused,
        "UNAVAILABLE" when Find(error, "retryable") is { ValueKind: JsonValueKind.True } => RpcFault.Busy,
        _ => RpcFault.Failed,
    };

    private static RpcException Malformed(string what, Exception? inner = null) =>
        new(RpcFault.Malformed, $"it sent {what}", inner);
}
