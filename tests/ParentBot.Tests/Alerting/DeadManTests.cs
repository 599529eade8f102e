using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Health;
using ParentClaw.ParentBot.Alerting;

namespace ParentClaw.ParentBot.Tests.Alerting;

public sealed class DeadManTests : IAsyncLifetime
{
    private readonly Channel<string> _called = Channel.CreateUnbounded<string>();
    private readonly LoggedLines _log = new();
    private readonly SweepSignal _sweeps = new();
    private readonly WebApplication _server;
    private Func<HttpContext, Task> _answer = _ => Task.CompletedTask;

    public DeadManTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(async context =>
        {
            await _answer(context);
            await _called.Writer.WriteAsync($"{context.Request.Method} {context.Request.Path}");
        });
    }

    public Task InitializeAsync() => _server.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task It_calls_after_each_sweep_and_at_no_other_time()
    {
        using var man = await StartAsync("/ping");
        _called.Reader.TryRead(out _).ShouldBeFalse();
        for (var i = 0; i < 3; i++)
        {
            _sweeps.Beat();
            (await _called.Reader.ReadAsync()).ShouldBe("GET /ping");
        }

        await man.StopAsync(CancellationToken.None);
        _called.Reader.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Trouble_is_logged_when_it_begins_and_when_it_ends_and_the_address_s_secret_path_never()
    {
        using var man = await StartAsync("/secret");
        foreach (var status in new[] { 500, 500, 200, 200 })
        {
            _answer = context => Task.FromResult(context.Response.StatusCode = status);
            _sweeps.Beat();
            await _called.Reader.ReadAsync();
        }

        await man.StopAsync(CancellationToken.None);
        _log.Lines.ShouldBe(
        [
            "127.0.0.1 cannot be told that the parent lives: status 500",
            "127.0.0.1 is told again that the parent lives",
        ]);
    }

    [Fact]
    public async Task A_redirection_is_followed_unless_it_changes_the_scheme()
    {
        using var man = await StartAsync("/old");
        _answer = context => Redirect(context, context.Request.Path == "/old" ? "/new" : null);
        _sweeps.Beat();
        (await _called.Reader.ReadAsync()).ShouldBe("GET /old");
        (await _called.Reader.ReadAsync()).ShouldBe("GET /new");

        _answer = context => Redirect(context, "https://127.0.0.1:9/");
        for (var i = 0; i < 2; i++) // the second call begins when the first was judged
        {
            _sweeps.Beat();
            (await _called.Reader.ReadAsync()).ShouldBe("GET /old");
        }

        await man.StopAsync(CancellationToken.None);
        _log.Lines.ShouldBe(["127.0.0.1 cannot be told that the parent lives: it redirects from http to https"]);
    }

    [Theory]
    [InlineData("https://hc.example/ping", true)]
    [InlineData("http://127.0.0.1:8080/", true)]
    [InlineData("ftp://hc.example/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("hc.example/ping", false)]
    public void Only_the_web_s_schemes_are_taken(string url, bool isTaken)
    {
        var options = new AlertingOptions { DeadManUrl = new Uri(url, UriKind.RelativeOrAbsolute) };
        options.Validate(new(options)).Any().ShouldBe(!isTaken);
    }

    private static Task Redirect(HttpContext context, string? to)
    {
        if (to is not null)
            context.Response.Redirect(to);
        return Task.CompletedTask;
    }

    private async Task<DeadMan> StartAsync(string path)
    {
        var options = new AlertingOptions { DeadManUrl = new Uri(new Uri(_server.Urls.First()), path) };
        var man = new DeadMan(_sweeps, DeadMan.NewClient(), options, _log);
        await man.StartAsync(CancellationToken.None);
        return man;
    }

    private sealed class LoggedLines : ILogger<DeadMan>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}
