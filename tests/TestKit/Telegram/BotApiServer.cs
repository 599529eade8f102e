using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ParentClaw.TestKit.Telegram;

/// <summary>
/// Telegram in a box: a Bot API on loopback for many bots, as strict as the published description, and the people who
/// chat with them. What a bot does that the description forbids stands in <see cref="Violations"/>.
/// </summary>
public sealed class BotApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly World _world;
    private readonly Pace _pace;
    private readonly BotApiEndpoint _endpoint;
    private readonly List<string> _violations = [];
    private CancellationTokenSource _line = new();

    private BotApiServer(TimeProvider time, string? log)
    {
        _world = new World(time);
        _pace = new Pace(time);
        Faults = new Faults(_world);
        _endpoint = new BotApiEndpoint(_world, Faults, _pace, new CallLog(log), Add);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = 60_000_000;
        });
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>What <c>Telegram:ApiRoot</c> is set to: <c>http://127.0.0.1:PORT</c>.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>Faults on demand.</summary>
    public Faults Faults { get; }

    /// <summary>What was called, oldest first.</summary>
    public IReadOnlyList<RecordedCall> Calls => _endpoint.Calls;

    /// <summary>Is told each call, one after the other, before its answer goes; quick, for the server waits.</summary>
    public Action<RecordedCall>? Called
    {
        set => _endpoint.Called = value;
    }

    /// <summary>What bots did that the description forbids, or what nobody means; empty where all is well.</summary>
    public IReadOnlyList<string> Violations
    {
        get
        {
            lock (_world.Gate)
                return [.. _violations];
        }
    }

    /// <summary>Whether too many messages are refused with 429; not so by default.</summary>
    public bool KeepsPace
    {
        get => _pace.IsKept;
        set => _pace.IsKept = value;
    }

    /// <summary>Whether there is no way here: connections break, those that wait too.</summary>
    public bool Offline
    {
        get => _line.IsCancellationRequested;
        set
        {
            if (value)
                _line.Cancel();
            else if (_line.IsCancellationRequested)
                _line = new CancellationTokenSource();
        }
    }

    /// <summary>Starts a server on a free port of loopback.</summary>
    /// <param name="time">By which messages are dated, polls wait and presses grow old; null for the real one.</param>
    /// <param name="log">A file that gets each call as a line for <c>validate.py telegram-log</c>.</param>
    public static async Task<BotApiServer> StartAsync(TimeProvider? time = null, string? log = null)
    {
        var server = new BotApiServer(time ?? TimeProvider.System, log);
        await server._app.StartAsync();
        var addresses = server._app.Services.GetRequiredService<IServer>().Features
            .GetRequiredFeature<IServerAddressesFeature>();
        server.Endpoint = new Uri(addresses.Addresses.Single());
        return server;
    }

    /// <summary>BotFather makes a bot.</summary>
    /// <param name="token">Its token, <c>123:abc</c>.</param>
    /// <param name="userName">Its name behind the <c>@</c>.</param>
    /// <param name="name">What chats call it.</param>
    public TestBot Bot(string token, string userName = "parent_bot", string name = "Parent")
    {
        lock (_world.Gate)
            return _world.Add(token, userName, name);
    }

    /// <summary>BotFather takes a token back: calls with it get 401.</summary>
    public void Revoke(string token)
    {
        lock (_world.Gate)
            _world.Revoke(token);
    }

    /// <summary>Somebody with a telephone.</summary>
    /// <param name="id">The person's number.</param>
    /// <param name="name">The first name.</param>
    /// <param name="userName">The name behind the <c>@</c>; null for none.</param>
    public Person Person(long id, string name, string? userName = null)
    {
        lock (_world.Gate)
            return _world.People[id] = new Person(_world, id, name) { UserName = userName };
    }

    /// <summary>A group of people; bots are put into it by one of them.</summary>
    /// <param name="id">Its number, which is negative.</param>
    /// <param name="title">What it is called.</param>
    /// <param name="people">Who is in it.</param>
    public TestGroup Group(long id, string title, params IEnumerable<Person> people)
    {
        lock (_world.Gate)
        {
            var kind = id < -1_000_000_000_000 ? "supergroup" : "group";
            var room = _world.Groups[id] = new Room(_world, id, kind, title);
            room.People.UnionWith(people);
            return new TestGroup(_world, room);
        }
    }

    /// <summary>Waits until something holds of the calls that came in.</summary>
    /// <exception cref="TimeoutException">It did not come to be.</exception>
    public Task UntilAsync(Func<IReadOnlyList<RecordedCall>, bool> holds, TimeSpan? patience = null) =>
        _world.UntilAsync(
            () => holds(Calls),
            patience,
            () => $"Of the calls: {string.Join(", ", Calls.Select(call => $"{call.Method} {call.Status}"))}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _line.CancelAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _line.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var line = _line.Token;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(line, context.RequestAborted);
        try
        {
            either.Token.ThrowIfCancellationRequested();
            await _endpoint.AnswerAsync(context, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception bug) when (bug is not OperationCanceledException and not IOException)
        {
            Add($"the server failed: {bug}");
            throw;
        }
    }

    private void Add(string violation)
    {
        lock (_world.Gate)
            _violations.Add(violation);
    }
}
