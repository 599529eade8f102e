using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Api;

/// <summary>Writes envelopes.</summary>
internal sealed class Answering(IFleetStore store)
{
    private const int Unlimited = 0;

    /// <summary>Writes what a command answered.</summary>
    public async Task WriteAsync(
        HttpContext context, string command, Reply reply, int? columns, CancellationToken cancellationToken)
    {
        var text = columns is { } width ? Render(reply, width) : null;
        var operation = reply.Operation is { } id ? await store.FindOperationAsync(id, cancellationToken) : null;
        await WriteAsync(context, Envelopes.Of(command, reply, text, operation), cancellationToken);
    }

    /// <summary>Writes an envelope with the status that fits its reason.</summary>
    public static async Task WriteAsync(HttpContext context, Envelope envelope, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = StatusOf(envelope.Error?.Reason);
        context.Response.ContentType = "application/json; charset=utf-8";
        await JsonSerializer.SerializeAsync(
            context.Response.Body, envelope, ContractJson.Default.Envelope, cancellationToken);
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
        _ => StatusCodes.Status502BadGateway,
    };
}
