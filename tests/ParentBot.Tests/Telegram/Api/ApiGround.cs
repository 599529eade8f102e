using ParentClaw.FleetOps.Secrets;
using ParentClaw.ParentBot.Telegram;
using ParentClaw.ParentBot.Telegram.Api;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.ParentBot.Tests.Telegram.Api;

/// <summary>A server, one bot there, and the product's client as that bot.</summary>
internal sealed class ApiGround : IAsyncDisposable
{
    public const string Token = "4242:planted-token";
    private readonly BotConnection _connection;

    private ApiGround(BotApiServer server, TimeProvider time)
    {
        Server = server;
        Bot = server.Bot(Token);
        Ann = server.Person(4711, "Ann");
        Chat = Ann.ChatWith(Bot);
        _connection = new BotConnection(new TelegramOptions { ApiRoot = server.Endpoint.ToString() }, time);
        Api = new BotClient(_connection, new Secret(Token));
        Tokens = new BotTokens(_connection, new OwnToken(new Secret(Token)));
    }

    public BotApiServer Server { get; }

    public TestBot Bot { get; }

    public Person Ann { get; }

    public TestChat Chat { get; }

    public BotClient Api { get; }

    public BotTokens Tokens { get; }

    /// <param name="time">The clock of the server, and of the client's patience.</param>
    /// <param name="log">Where the server writes calls.</param>
    public static async Task<ApiGround> StartAsync(TimeProvider? time = null, string? log = null) =>
        new(await BotApiServer.StartAsync(time, log), time ?? TimeProvider.System);

    /// <summary>A ground on which Ann has written a first line.</summary>
    public static async Task<ApiGround> BegunAsync(TimeProvider? time = null, string? log = null)
    {
        var ground = await StartAsync(time, log);
        await ground.Chat.SaysAsync("/start");
        return ground;
    }

    public Task<TResult> CallAsync<TResult>(BotRequest<TResult> request) =>
        Api.CallAsync(request, CancellationToken.None);

    /// <summary>The failure of a call that must fail.</summary>
    public async Task<BotApiException> FailAsync<TResult>(BotRequest<TResult> request) =>
        await Should.ThrowAsync<BotApiException>(() => CallAsync(request));

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await Server.DisposeAsync();
    }
}
