using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class LogsTests : IAsyncLifetime, IDisposable
{
    private readonly PaperLog _log = new();
    private GatewayChat _chat = null!;

    public async Task InitializeAsync() =>
        _chat = await GatewayChat.OpenAsync(services => services.AddSingleton<IGateway>(_log));

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task The_newest_lines_are_shown_oldest_first()
    {
        Log("info", 3, "one");
        Log("error", 2, "two");
        _log.Lines.Add(new GatewayLogLine(null, "warn", null, "three"));

        (await TextAsync("/logs alice 2")).ShouldBe("07:28:15 error [gateway] two\n         warn  three");
    }

    [Theory]
    [InlineData("/logs alice errors since=1h")]
    [InlineData("/logs alice since=1h errors 2")]
    [InlineData("/logs alice --errors --since=60m 2")]
    public async Task Errors_of_the_last_hour_are_chosen_among_all_that_is_read(string line)
    {
        Log("error", 90, "old");
        Log("fatal", 60, "first");
        for (var i = 0; i < 100; i++)
            Log("info", 30, "chatter");
        Log("error", 20, "second");
        Log("warn", 10, "warning");

        (await TextAsync(line)).ShouldBe("06:30:15 fatal [gateway] first\n07:10:15 error [gateway] second");
    }

    [Fact]
    public async Task Over_more_than_a_day_the_days_are_shown()
    {
        Log("info", 60 * 30, "one");
        Log("info", 1, "two");

        (await TextAsync("/logs alice")).ShouldStartWith("19 Nov 01:30:15 info  [gateway] one\n20 Nov 07:29:15");
    }

    [Fact]
    public async Task Where_nothing_fits_it_says_how_far_it_looked()
    {
        (await TextAsync("/logs alice")).ShouldBe("alice's gateway has logged nothing yet.");
        (await TextAsync("/logs alice errors since=1h")).ShouldBe("alice's gateway has logged no error since 1h ago.");

        for (var i = 0; i < 600; i++)
            Log("info", 30, "chatter");
        (await TextAsync("/logs alice errors"))
            .ShouldBe("alice's gateway has logged no error; its newest 500 lines were looked at.");
        (await TextAsync("/logs alice errors since=30m"))
            .ShouldBe("alice's gateway has logged no error since 30m ago.");
        (await TextAsync("/logs alice errors since=2h"))
            .ShouldBe("alice's gateway has logged no error since 2h ago; its newest 500 lines were looked at.");
    }

    [Fact]
    public async Task Followed_it_is_given_again_by_itself_or_by_a_button()
    {
        Log("error", 2, "one");

        var reply = await _chat.SayAsync("/logs alice follow 5 errors since=2h");

        reply.RefreshEvery.ShouldBe(TimeSpan.FromSeconds(5));
        reply.Buttons.ShouldBe([new ReplyButton("Refresh", "/logs alice 5 errors follow since=2h")]);
        (await _chat.SayAsync("/logs alice")).RefreshEvery.ShouldBeNull();
    }

    [Theory]
    [InlineData("/logs alice 0", "/logs shows 1 to 500 lines.")]
    [InlineData("/logs alice since=soon", "'soon' is no duration. Write it as 90m, 2h or 1d: since=1h.")]
    [InlineData("/logs alice warnings", "'warnings' is no lines.")]
    public async Task What_it_does_not_know_is_refused(string line, string start)
    {
        var reply = await _chat.SayAsync(line);
        reply.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(reply).ShouldStartWith(start);
    }

    private async Task<string> TextAsync(string line) => Chat.Text(await _chat.SayAsync(line));

    private void Log(string level, int minutesAgo, string message) =>
        _log.Lines.Add(new GatewayLogLine(Some.Moment.AddMinutes(-minutesAgo), level, "gateway", message));
}
