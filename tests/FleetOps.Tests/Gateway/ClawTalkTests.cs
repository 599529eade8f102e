using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Tests.Gateway.Rpc;
using static ParentClaw.TestKit.ScriptedShell;

namespace ParentClaw.FleetOps.Tests.Gateway;

/// <summary>Answers as OpenClaw 2026.9.6 gave them, shortened.</summary>
public sealed class ClawTalkTests : IAsyncLifetime
{
    private const string Sessions = """{"sessions":[{"key":"agent:main:main"},{"no":"key"},5]}""";

    private const string History =
        """
        {"messages":[
          {"role":"user","timestamp":1795193698000,"content":"what is up"},
          {"role":"assistant","timestamp":1795193699000,"content":[{"type":"thinking","thinking":"hm"},
            {"type":"text","text":"all is"},{"type":"text","text":"well"},{"type":"toolCall","name":"exec"}]},
          {"role":"toolResult","timestamp":1795193699500,"content":[{"type":"image"}]},7]}
        """;

    private GatewayGround _ground = null!;

    private static CancellationToken Never => CancellationToken.None;

    public async Task InitializeAsync() => _ground = await GatewayGround.MakeAsync();

    public async Task DisposeAsync() => await _ground.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData(404)]
    public async Task What_was_said_is_the_same_by_RPC_and_by_command_line(int? status)
    {
        _ground.Gateway.Status = status;
        _ground.Gateway.Says("sessions.list", Sessions).Says("chat.history", History);
        _ground.Shell.On("gateway call sessions.list", Says(Sessions));
        _ground.Shell.On("gateway call chat.history", Says(History));

        (await new ClawTalk(_ground.Calls).ReadTalkAsync(_ground.Claw, 20, Never)).ShouldBe(
        [
            new GatewayMessage(
                DateTimeOffset.FromUnixTimeMilliseconds(1795193698000), "agent:main:main", "user", "what is up"),
            new GatewayMessage(
                DateTimeOffset.FromUnixTimeMilliseconds(1795193699000), "agent:main:main", "assistant", "all is\nwell"),
        ]);
    }

    [Fact]
    public async Task It_is_asked_for_no_more_than_is_shown()
    {
        _ground.Gateway.Says("sessions.list", Sessions).Says("chat.history", History);

        (await new ClawTalk(_ground.Calls).ReadTalkAsync(_ground.Claw, 1, Never)).ShouldHaveSingleItem()
            .Role.ShouldBe("assistant");
        _ground.Gateway.Calls.ShouldBe(
        [
            """sessions.list {"limit":5,"sortBy":"updatedAt"}""",
            """chat.history {"sessionKey":"agent:main:main","limit":1,"maxChars":1000}""",
        ]);
    }
}
