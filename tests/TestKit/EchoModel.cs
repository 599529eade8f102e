using System.Collections.Concurrent;
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

namespace ParentClaw.TestKit;

/// <summary>
/// A model on loopback that speaks OpenAI's chat completions, whole and streamed, and says back what it was told last,
/// behind <see cref="Prefix"/>, or always the same, or what a script says; anything else than a completion is 404.
/// </summary>
public sealed class EchoModel : IAsyncDisposable
{
    /// <summary>What each answer begins with.</summary>
    public const string Prefix = "ECHO: ";

    private const int LongestEcho = 400;

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _told = new();

    private readonly Func<IReadOnlyList<ModelTurn>, ModelTurn> _script;

    private EchoModel(Func<IReadOnlyList<ModelTurn>, ModelTurn> script)
    {
        _script = script;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Where it listens on loopback.</summary>
    public int Port { get; private set; }

    /// <summary>What a provider's <c>baseUrl</c> is set to, by who is on this computer.</summary>
    public Uri Endpoint => new($"http://127.0.0.1:{Port}/v1");

    /// <summary>All that users said in each conversation it was asked about, oldest first.</summary>
    public IReadOnlyList<string> Told => [.. _told];

    /// <summary>Starts one.</summary>
    /// <param name="says">What it always says; null for an echo.</param>
    public static Task<EchoModel> StartAsync(string? says = null) => StartAsync(turns =>
    {
        var last = turns.LastOrDefault(turn => turn.Role == "user")?.Text ?? "";
        return new ModelTurn("assistant", says ?? Prefix + (last.Length > LongestEcho ? last[^LongestEcho..] : last));
    });

    /// <summary>Starts one that says what a script makes of the conversation.</summary>
    public static async Task<EchoModel> StartAsync(Func<IReadOnlyList<ModelTurn>, ModelTurn> script)
    {
        var model = new EchoModel(script);
        await model._app.StartAsync();
        model.Port = new Uri(
            model._app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>()
                .Addresses.Single()).Port;
        return model;
    }

    /// <summary>
    /// The provider as <c>models.providers.local</c> of an <c>openclaw.json</c>; its model is <c>local/echo</c>.
    /// </summary>
    /// <param name="host">Host and port at which the gateway reaches it.</param>
    public static JsonObject Provider(string host) => new()
    {
        ["baseUrl"] = $"http://{host}/v1",
        ["apiKey"] = "none",
        ["api"] = "openai-completions",
        ["models"] = new JsonArray(new JsonObject
        {
            ["id"] = "echo",
            ["name"] = "echo",
            ["reasoning"] = false,
            ["input"] = new JsonArray("text"),
            ["cost"] = new JsonObject { ["input"] = 0, ["output"] = 0, ["cacheRead"] = 0, ["cacheWrite"] = 0 },
            ["contextWindow"] = 128_000,
            ["maxTokens"] = 4096,
        }),
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Method != "POST" || context.Request.Path != "/v1/chat/completions")
        {
            context.Response.StatusCode = 404;
            return;
        }

        var asked = await JsonSerializer.DeserializeAsync<JsonObject>(
            context.Request.Body, cancellationToken: context.RequestAborted);
        var turns = (asked?["messages"] as JsonArray ?? [])
            .Select(message => new ModelTurn((string?)message?["role"] ?? "", TextOf(message))).ToList();
        _told.Enqueue(string.Join('\n', turns.Where(turn => turn.Role == "user").Select(turn => turn.Text)));
        var answer = _script(turns);
        if ((bool?)asked?["stream"] is true)
            await StreamAsync(context.Response, answer, context.RequestAborted);
        else
            await context.Response.WriteAsJsonAsync(Whole(answer), context.RequestAborted);
    }

    private static async Task StreamAsync(HttpResponse response, ModelTurn said, CancellationToken cancellationToken)
    {
        response.ContentType = "text/event-stream";
        JsonObject[] chunks =
        [
            Chunk(Message(said), null),
            Chunk([], Ending(said)),
        ];
        chunks[^1]["usage"] = Usage();
        foreach (var chunk in chunks)
            await response.WriteAsync($"data: {chunk.ToJsonString()}\n\n", cancellationToken);
        await response.WriteAsync("data: [DONE]\n\n", cancellationToken);
    }

    private static JsonObject Whole(ModelTurn said)
    {
        var whole = Envelope("chat.completion", new JsonObject
        {
            ["index"] = 0,
            ["message"] = Message(said),
            ["finish_reason"] = Ending(said),
        });
        whole["usage"] = Usage();
        return whole;
    }

    private static string Ending(ModelTurn said) => said.Tool is null ? "stop" : "tool_calls";

    private static JsonObject Message(ModelTurn said)
    {
        var message = new JsonObject { ["role"] = "assistant", ["content"] = said.Tool is null ? said.Text : null };
        if (said.Tool is { } tool)
        {
            message["tool_calls"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["id"] = $"call_{Guid.NewGuid():N}",
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = tool, ["arguments"] = said.Text },
            });
        }

        return message;
    }

    private static JsonObject Chunk(JsonObject delta, string? ending) => Envelope(
        "chat.completion.chunk",
        new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = ending });

    private static JsonObject Envelope(string kind, JsonObject choice) => new()
    {
        ["id"] = "echo-1",
        ["object"] = kind,
        ["created"] = 0,
        ["model"] = "echo",
        ["choices"] = new JsonArray(choice),
    };

    private static JsonObject Usage() => new()
    {
        ["prompt_tokens"] = 10,
        ["completion_tokens"] = 10,
        ["total_tokens"] = 20,
    };

    // A message is a text, or parts of which some are texts.
    private static string TextOf(JsonNode? message) => message?["content"] switch
    {
        JsonArray parts => string.Concat(parts.Select(part => (string?)part?["text"])),
        JsonValue text => (string?)text ?? "",
        _ => "",
    };
}
