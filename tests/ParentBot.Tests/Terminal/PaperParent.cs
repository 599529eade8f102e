using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.ParentBot.Api;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Terminal;

/// <summary>
/// A parent as a chat in another process sees it: the contract on a socket, strict, over a chat driver's parts. It can
/// stop, start again, and lose answers.
/// </summary>
internal sealed class PaperParent(ChatDriver chat) : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private WebApplication? _app;

    public string Socket => _folder["api.sock"];

    public NewsBoard News { get; } = new(TimeProvider.System);

    /// <summary>How many of the next answers are lost after the work was done.</summary>
    public int Losing { get; set; }

    /// <summary>The keys that orders came under.</summary>
    public ConcurrentQueue<string> Keys { get; } = [];

    public async Task StartAsync()
    {
        File.Delete(Socket);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(Socket));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
    }

    /// <summary>Stops at once, with all connections cut.</summary>
    public async Task StopAsync()
    {
        await _app!.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await StopAsync();
        _folder.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        context.Request.Headers[ParentClient.PersonHeader].ToString().ShouldBe("1");
        var words = context.Request.Path.Value!.Trim('/').Split('/');
        var envelope = (context.Request.Method, words) switch
        {
            ("GET", ["v1", "operations", var id]) => await FindAsync(context, OperationId.Parse(id)),
            ("GET", ["v1", "news"]) => new Envelope(true, "news")
            {
                Data = new ReplyView
                {
                    Status = "ok",
                    Result = News.After(long.Parse(context.Request.Query["since"]!)).ToResult(),
                },
            },
            ("POST", ["v1", "chat"]) when await ReadAsync(context, ContractJson.Default.ChatLine) is var line =>
                Of(await (line.Asks
                    ? chat.Dispatcher.ConverseAsync(line.Line, MemberOf(context), CancellationToken.None)
                    : chat.Dispatcher.DispatchAsync(line.Line, MemberOf(context), CancellationToken.None))),
            ("POST", ["v1", "questions", var nonce])
                when await ReadAsync(context, ContractJson.Default.QuestionAnswer) is var given =>
                Of(await chat.Dispatcher.AnswerAsync(nonce, given.Answer, MemberOf(context), CancellationToken.None)),
            _ => throw new InvalidOperationException($"{context.Request.Path} is not to be asked."),
        };
        if (Losing > 0)
        {
            Losing--;
            context.Abort();
        }
        else if (envelope is not null)
        {
            await context.Response.WriteAsJsonAsync(envelope, ContractJson.Default.Envelope);
        }
    }

    private async Task<Envelope?> FindAsync(HttpContext context, OperationId id)
    {
        if (await chat.Store.FindOperationAsync(id, CancellationToken.None) is not { } operation)
            return Envelope.Of("op", new EnvelopeError(ErrorReason.NotFound, "There is none."));
        if (context.Request.Headers.Accept != "text/event-stream")
            return Envelopes.Of("op", Reply.Started(operation), null, operation);

        context.Response.ContentType = "text/event-stream";
        await foreach (var look in chat.Follower.FollowAsync(id, context.RequestAborted))
        {
            var json = JsonSerializer.Serialize(OperationView.Of(look), ContractJson.Default.OperationView);
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($": beat\n\ndata: {json}\n\n"));
            await context.Response.Body.FlushAsync();
        }

        return null;
    }

    private Member MemberOf(HttpContext context)
    {
        var key = context.Request.Headers[ParentClient.OrderHeader].ToString();
        key.ShouldMatch("^[A-Za-z0-9_-]{1,80}$");
        Keys.Enqueue(key);
        return chat.Setting.Me with { OrderKey = key };
    }

    private static Envelope Of(Reply reply) => Envelopes.Of(
        "chat", reply, null, reply.Operation is { } id ? [Some.Operation() with { Id = id }] : []);

    private static async Task<T> ReadAsync<T>(
        HttpContext context, JsonTypeInfo<T> type) =>
        (await JsonSerializer.DeserializeAsync(context.Request.Body, type))!;
}
