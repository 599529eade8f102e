using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ParentClaw.TestKit.Telegram;

/// <summary>Says what came of a call.</summary>
internal static class ApiAnswers
{
    /// <summary>It was carried out.</summary>
    public static Task SayAsync(HttpContext context, JsonNode result, CancellationToken cancellationToken) => SayAsync(
        context, StatusCodes.Status200OK, new() { ["ok"] = true, ["result"] = result }, cancellationToken);

    /// <summary>It was refused.</summary>
    public static Task SayAsync(HttpContext context, Refusal no, CancellationToken cancellationToken) =>
        SayAsync(context, no.Status, no.ToJson(), cancellationToken);

    /// <summary>What stands before the Bot API has lost it.</summary>
    public static Task SayBadGatewayAsync(HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = StatusCodes.Status502BadGateway;
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync(
            "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>", cancellationToken);
    }

    private static async Task SayAsync(
        HttpContext context, int status, JsonObject body, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body), cancellationToken);
    }
}
