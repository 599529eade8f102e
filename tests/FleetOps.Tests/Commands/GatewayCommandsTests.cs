using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>The commands that ask a gateway, against the stub on a machine made of processes.</summary>
public sealed class GatewayCommandsTests : IAsyncLifetime, IDisposable
{
    private ProcessMachine _machine = null!;
    private Chat _chat = null!;

    private static readonly Member Ann = new("telegram:1", "Ann", Role.Operator);
    private static readonly Member Ben = new("telegram:2", "Ben", Role.Operator);

    public async Task InitializeAsync()
    {
        _machine = await ProcessMachine.StartAsync();
        _chat = new Chat(_machine.Shell);
        await _chat.KeepAsync(new() { Claw = _machine.Claw });
    }

    public async Task DisposeAsync() => await _machine.DisposeAsync();

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task Who_waits_is_shown_everywhere_approved_by_name_and_denied_by_id()
    {
        var name = _machine.Claw.Name;
        Chat.Text(await _chat.SayAsync("/pairings")).ShouldBe("Nobody waits to be let in.");
        await _machine.DirectMessageAsync("bob", 7001);
        await _machine.DirectMessageAsync("carol", 7002);

        var all = await _chat.SayAsync("/pairings");
        Chat.Text(all).ShouldContain("@bob");
        all.Buttons.ShouldContain(button => button.Line.StartsWith($"/approve {name} ", StringComparison.Ordinal));
        (await _chat.SayAsync($"/approve {name} nobody")).Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(await _chat.SayAsync($"/approve {name} @BOB")).ShouldEndWith($"may talk to {name} now; he was told.");
        Chat.Text(await _chat.SayAsync($"/deny {name} 7002")).ShouldContain("was turned away");
        Chat.Text(await _chat.SayAsync($"/pairings {name}")).ShouldBe("Nobody waits to be let in.");
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_the_second_hears_what_the_first_did()
    {
        var name = _machine.Claw.Name;
        await _machine.DirectMessageAsync("bob", 7001);
        var code = (await _chat.Get<IGateway>().ListPairingsAsync(_machine.Claw, CancellationToken.None))[0].Code;

        var replies = await Task.WhenAll(
            SayAsync(Ann, $"/approve {name} {code}"), SayAsync(Ben, $"/deny {name} {code.ToLowerInvariant()}"));

        replies.ShouldAllBe(reply => reply.Status == ReplyStatus.Ok);
        var decision = await _chat.Fleet.FindEventAsync($"pairing:{name}:{code}", CancellationToken.None);
        var (first, did) = (decision!.By, decision.Text);
        did.ShouldBe($"{(first == "Ann" ? "approved" : "turned away")} @bob (Bob, 7001)");
        replies.Select(Chat.Text).Count(text => text == $"{first} {did} just now; nothing is left to decide.")
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_claw_in_trouble_does_not_hide_who_waits_at_the_others()
    {
        await _machine.DirectMessageAsync("bob", 7001);
        await _chat.KeepAsync(new() { Claw = Some.RunningClaw() with { HostKey = "ssh-ed25519 AAAAswapped" } });
        var reply = await _chat.SayAsync("/pairings");
        reply.Status.ShouldBe(ReplyStatus.Ok);
        Chat.Text(reply).ShouldContain("@bob");
        reply.Blocks.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Verify_message_and_logs_answer()
    {
        var name = _machine.Claw.Name;
        var verified = await _chat.SayAsync($"/verify {name}");
        Chat.Text(verified).ShouldStartWith($"{name} is well: ");
        verified.Status.ShouldBe(ReplyStatus.Ok);
        Chat.Text(await _chat.SayAsync($"/message {name}  two\nlines "))
            .ShouldStartWith($"{name} told its owner (555); message ");
        (await _chat.SayAsync($"/message {name} a\0b")).Status.ShouldBe(ReplyStatus.Refused);

        await _chat.Secrets.SetAsync(name, SecretName.TelegramBotToken, new Secret("telegram"), CancellationToken.None);
        var logs = Chat.Text(await _chat.SayAsync($"/logs {name} 50"));
        logs.ShouldContain("[redacted]");
        logs.ShouldNotContain("telegram");
        (await _chat.SayAsync($"/logs {name} 501")).Status.ShouldBe(ReplyStatus.Refused);

        Chat.Text(await _chat.SayAsync($"/ask {name} --json $(id)\n'two'"))
            .ShouldBe($"# {name} answers\nECHO: --json $(id)\n'two'");

        await _machine.RunAsync(new("systemctl", "stop", "openclaw-gateway.service"));
        var red = await _chat.SayAsync($"/verify {name}");
        red.Status.ShouldBe(ReplyStatus.Failed);
        Chat.Text(red).ShouldContain("/resuscitate");
        Chat.Text(await _chat.SayAsync($"/message {name} hi")).ShouldStartWith("Not delivered: ");
        Chat.Text(await _chat.SayAsync($"/ask {name} hi")).ShouldStartWith($"{name}'s agent was not asked: ");
    }

    [Fact]
    public async Task A_claw_without_owner_is_not_made_to_speak()
    {
        var mute = Some.RunningClaw() with { Owner = null };
        await _chat.KeepAsync(new() { Claw = mute });
        Chat.Text(await _chat.SayAsync($"/message {mute.Name} hi"))
            .ShouldStartWith($"{mute.Name} has no owner to write to.");
    }

    private Task<Reply> SayAsync(Member by, string line) =>
        _chat.Get<CommandDispatcher>().DispatchAsync(line, by, CancellationToken.None);
}
