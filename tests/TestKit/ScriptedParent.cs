using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.TestKit;

/// <summary>
/// Listens in a data folder as a parent does and answers as a test says: for what a real parent does too seldom, as to
/// break a connection or to be slow.
/// </summary>
public sealed class ScriptedParent : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedParent(WebApplication app) => _app = app;

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<AskedParent> Asked { get; } = new();

    /// <summary>Begins to listen in a folder.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="answer">The envelope for a request; null breaks the connection.</param>
    public static async Task<ScriptedParent> StartAsync(string data, Func<AskedParent, Envelope?> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(
            kestrel => kestrel.ListenUnixSocket(ApiSocket.Of(data, Environment.GetEnvironmentVariable)));
        var app = builder.Build();
        var parent = new ScriptedParent(app);
        app.Run(context => parent.AnswerAsync(context, answer));
        await app.StartAsync();
        return parent;
    }

    /// <summary>The envelope of a command that is done.</summary>
    public static Envelope Done(string command, string text) =>
        new(true, command) { Data = new ReplyView { Status = "ok", Text = text, Blocks = [new TextView(text)] } };

    /// <summary>An operation with one step.</summary>
    public static OperationView Operation(string status, string? conclusion = null) => new(
        "op-k3f9x2ma", "Deploy", "bob", "cli", status, DateTimeOffset.UnixEpoch, null, conclusion,
        [new StepView("CreateMachine", "Making the machine", status == "open" ? "running" : "done", "bob-g1")]);

    /// <summary>The envelope of an operation.</summary>
    public static Envelope Of(OperationView operation) =>
        new(true, "deploy") { Data = new ReplyView { Status = "ok", Text = "", Operation = operation } };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, Func<AskedParent, Envelope?> answer)
    {
        using var body = new StreamReader(context.Request.Body);
        var asked = new AskedParent(
            context.Request.Method, context.Request.Path.Value!, await body.ReadToEndAsync(),
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()));
        Asked.Enqueue(asked);
        if (answer(asked) is { } envelope)
            await JsonSerializer.SerializeAsync(context.Response.Body, envelope, ContractJson.Default.Envelope);
        else
            context.Abort();
    }
}
