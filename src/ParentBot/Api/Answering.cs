using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Api;

/// <summary>Writes answers; all but streams go through here.</summary>
internal sealed class Answering(IFleetStore store)
{
    private const int Unlimited = 0;

    /// <summary>Writes what a command answered.</summary>
    public async Task WriteAsync(
        HttpContext context, string command, Reply reply, int? columns, CancellationToken cancellationToken)
    {
        var text = columns is { } width ? Render(reply, width) : null;
        var operations = new List<OperationRecord>();
        foreach (var id in reply.Operations ?? (reply.Operation is { } only ? [only] : []))
        {
            if (await store.FindOperationAsync(id, cancellationToken) is { } operation)
                operations.Add(operation);
        }

        await WriteAsync(context, Envelopes.Of(command, reply, text, operations));
    }

    /// <summary>Writes an envelope, with the status that fits its reason unless another is given.</summary>
    public static Task WriteAsync(HttpContext context, Envelope envelope, int? status = null)
    {
        context.Response.StatusCode = status ?? StatusOf(envelope.Error?.Reason);
        return WriteAsync(context, envelope, ContractJson.Default.Envelope);
    }

    /// <summary>Writes an envelope that holds nothing but why not.</summary>
    public static Task RefuseAsync(
        HttpContext context, string command, ErrorReason reason, string why, string? hint = null, int? status = null) =>
        WriteAsync(context, Envelope.Of(command, new EnvelopeError(reason, why, hint)), status);

    /// <summary>Writes anything as JSON.</summary>
    public static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        WriteAsync(context, JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>Writes JSON.</summary>
    public static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    private static string Render(Reply reply, int columns) =>
        new TextRenderer(columns == Unlimited ? null : columns, null).Render(reply);

    private static int StatusOf(ErrorReason? reason) => reason switch
    {
        null => StatusCodes.Status200OK,
        ErrorReason.Waiting => StatusCodes.Status202Accepted,
        ErrorReason.Usage => StatusCodes.Status400BadRequest,
        ErrorReason.Unauthorized => StatusCodes.Status401Unauthorized,
        ErrorReason.Forbidden => StatusCodes.Status403Forbidden,
        ErrorReason.NotFound => StatusCodes.Status404NotFound,
        ErrorReason.Refused => StatusCodes.Status409Conflict,
        ErrorReason.NoParent => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status502BadGateway,
    };
}
