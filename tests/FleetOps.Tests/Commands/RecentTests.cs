using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class RecentTests : IAsyncLifetime, IDisposable, IGatewayTalk
{
    private readonly List<GatewayMessage> _said = [];
    private FleetException? _silence;
    private GatewayChat _chat = null!;

    public async Task InitializeAsync() =>
        _chat = await GatewayChat.OpenAsync(services => services.AddSingleton<IGatewayTalk>(this));

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _chat.Dispose();

    public Task<IReadOnlyList<GatewayMessage>> ReadTalkAsync(Claw claw, int atMost, CancellationToken cancellationToken) =>
        _silence is null ? Task.FromResult<IReadOnlyList<GatewayMessage>>([.. _said.TakeLast(atMost)]) : throw _silence;

    [Fact]
    public async Task Messages_and_events_stand_by_time_the_newest_last_and_harmless()
    {
        await EventAsync(0, "/park alice");
        Say(1, "user", "hi\n\u001b[2J\u202Ethere 123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw");
        Say(2, "assistant", "hello");
        await EventAsync(3, "/wake alice");

        Chat.Text(await _chat.SayAsync("/recent alice")).ShouldBe(
            """
            When | Who | What
            20 Nov 07:30 UTC | Marvin | /park alice
            20 Nov 07:31 UTC | to it | hi ·[2J·there [redacted]
            20 Nov 07:32 UTC | it says | hello
            20 Nov 07:33 UTC | Marvin | /wake alice (refused)
            """);
        Chat.Text(await _chat.SayAsync("/recent alice 2")).ShouldBe(
            """
            When | Who | What
            20 Nov 07:32 UTC | it says | hello
            20 Nov 07:33 UTC | Marvin | /wake alice (refused)
            """);
    }

    [Fact]
    public async Task Where_the_gateway_cannot_be_asked_the_events_stand_alone_with_a_sentence()
    {
        await EventAsync(0, "/park alice");
        _silence = new FleetException(FailureReason.Unavailable, "alice's gateway is down.");

        var reply = await _chat.SayAsync("/recent alice");
        reply.Status.ShouldBe(ReplyStatus.Ok);
        Chat.Text(reply).ShouldEndWith(
            "Marvin | /park alice\nWhat was said at alice is not among this: alice's gateway is down.");
    }

    [Theory]
    [InlineData("/recent alice 0", "/recent shows 1 to 200 entries")]
    [InlineData("/recent alice 201", "/recent shows 1 to 200 entries")]
    [InlineData("/recent nobody", "There is no claw named nobody.")]
    public async Task What_cannot_be_is_refused(string line, string start) =>
        Chat.Text(await _chat.SayAsync(line)).ShouldStartWith(start);

    private void Say(int minute, string role, string text) =>
        _said.Add(new GatewayMessage(Some.Moment.AddMinutes(minute), "agent:main:main", role, text));

    private Task EventAsync(int minute, string text) => _chat.Chat.KeepAsync(new FleetChange
    {
        Events =
        [
            new FleetEvent(
                Some.Moment.AddMinutes(minute), "Marvin", "command", GatewayChat.Alice.Name, text,
                minute == 0 ? "ok" : "refused"),
        ],
    });
}
