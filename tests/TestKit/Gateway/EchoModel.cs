using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ParentClaw.TestKit.Gateway;

/// <summary>A model that says one thing, by the completions API of OpenAI, on loopback.</summary>
public sealed class EchoModel : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EchoModel(string says)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/v1/chat/completions", context => AnswerAsync(context, says));
    }

    /// <summary>What a provider's <c>baseUrl</c> is set to.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>Starts one on a free port.</summary>
    public static async Task<EchoModel> StartAsync(string says)
    {
        var model = new EchoModel(says);
        await model._app.StartAsync();
        var addresses = model._app.Services.GetRequiredService<IServer>().Features
            .GetRequiredFeature<IServerAddressesFeature>();
        model.Endpoint = new Uri($"{addresses.Addresses.Single()}/v1");
        return model;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task AnswerAsync(HttpContext context, string says)
    {
        context.Response.ContentType = "text/event-stream";
        string[] pieces =
        [
            Piece(new JsonObject { ["role"] = "assistant", ["content"] = says }, end: null),
            Piece([], end: "stop"),
            "[DONE]",
        ];
        foreach (var piece in pieces)
            await context.Response.WriteAsync($"data: {piece}\n\n", context.RequestAborted);
    }

    private static string Piece(JsonObject delta, string? end) => JsonSerializer.Serialize(new JsonObject
    {
        ["id"] = "echo",
        ["object"] = "chat.completion.chunk",
        ["created"] = 1,
        ["model"] = "echo",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = end }),
        ["usage"] = end is null
            ? null
            : new JsonObject { ["prompt_tokens"] = 10, ["completion_tokens"] = 3, ["total_tokens"] = 13 },
    });
}
