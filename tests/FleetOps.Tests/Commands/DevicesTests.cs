using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class DevicesTests : IAsyncLifetime, IDisposable
{
    private static readonly GatewayDevice Phone = new(
        "req-phone", "Bob's phone", "ios", "operator", ["operator.read", "operator.write"], "100.64.0.7",
        Some.Moment.AddMinutes(-3));

    private static readonly GatewayDevice Laptop = new(
        "req-laptop", "laptop\u001b[2J", "linux", "operator", ["operator.admin", "operator.new_one"], null, null);

    private GatewayChat _chat = null!;

    public async Task InitializeAsync() => _chat = await GatewayChat.OpenAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task Who_waits_and_who_is_let_in_is_shown_with_what_each_may_do()
    {
        _chat.Gateway.Waiting.AddRange([Phone, Laptop]);
        _chat.Gateway.LetIn.Add(Phone with { Id = "device-node", Name = null, Role = "node", Scopes = [] });

        var reply = await _chat.SayAsync("/devices alice");

        Chat.Text(reply).ShouldBe(
            """
            Waits | Asks to | From | Since | Request
            Bob's phone (ios) | look, speak and act | 100.64.0.7 | 3 min ago | req-phone
            laptop·[2J (linux) | do everything, operator.new_one |  |  | req-laptop
            laptop·[2J (linux) asks to do everything: change the configuration, allow what the agent may run, let others in. Let it in only if you know whose it is and asked for it just now.
            Let in | May | Since | Device
            device-node (ios) | lend what it can do | 3 min ago | device-node
            """);
        reply.Buttons.Select(button => button.Line).ShouldBe(
        [
            "/approve_device alice req-phone", "/reject_device alice req-phone",
            "/approve_device alice req-laptop", "/reject_device alice req-laptop",
        ]);
    }

    [Fact]
    public async Task Where_nobody_is_it_says_so() =>
        Chat.Text(await _chat.SayAsync("/devices alice")).ShouldBe("No device waits at alice, and none is let in.");

    [Fact]
    public async Task Of_many_that_wait_only_the_first_are_shown()
    {
        _chat.Gateway.Waiting.AddRange(Enumerable.Range(0, 25).Select(i => Phone with { Id = $"req-{i}" }));

        var reply = await _chat.SayAsync("/devices alice");

        reply.Buttons.Count.ShouldBe(20);
        Chat.Text(reply).ShouldEndWith("15 more wait; they are shown once these are decided.");
    }

    [Fact]
    public async Task A_device_is_let_in_by_the_beginning_of_its_request_and_the_trail_says_which()
    {
        _chat.Gateway.Waiting.AddRange([Phone, Laptop]);

        Chat.Text(await _chat.SayAsAnnAsync("/approve_device alice req-ph"))
            .ShouldBe("Bob's phone (ios) may speak to alice now. It may: look, speak and act.");

        _chat.Gateway.LetIn.ShouldBe([Phone]);
        (await _chat.TrailAsync()).ShouldBe(
            ["/approve_device alice req-ph", "let Bob's phone (ios) in; it may: look, speak and act"]);
    }

    [Fact]
    public async Task A_device_is_turned_away()
    {
        _chat.Gateway.Waiting.Add(Phone);

        Chat.Text(await _chat.SayAsAnnAsync("/reject_device alice req-phone"))
            .ShouldBe("Bob's phone (ios) was turned away from alice; it may ask again.");

        _chat.Gateway.Waiting.ShouldBeEmpty();
        _chat.Gateway.LetIn.ShouldBeEmpty();
        (await _chat.TrailAsync()).ShouldContain("turned Bob's phone (ios) away");
    }

    [Fact]
    public async Task One_that_asks_to_do_everything_is_let_in_by_an_Admin_who_confirms_it()
    {
        _chat.Gateway.Waiting.Add(Laptop);

        var refused = await _chat.SayAsAnnAsync("/approve_device alice req-laptop");
        refused.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(refused).ShouldEndWith("turn it away: /reject_device alice req-laptop");

        var asked = await _chat.SayAsync("/approve_device alice req-laptop");
        asked.Question!.Prompt.ShouldBe("Let laptop·[2J (linux) do everything at alice?");
        (await _chat.Chat.AnswerAsync(asked, "no")).Status.ShouldBe(ReplyStatus.Refused);
        _chat.Gateway.Waiting.ShouldBe([Laptop]);

        asked = await _chat.SayAsync("/approve_device alice req-laptop");
        (await _chat.Chat.AnswerAsync(asked, "yes")).Status.ShouldBe(ReplyStatus.Ok);
        _chat.Gateway.LetIn.ShouldBe([Laptop]);
    }

    [Theory]
    [InlineData("operator.*")]
    [InlineData("*")]
    public void A_scope_that_means_all_is_no_lesser_one(string scope) =>
        DeviceScopes.Rules(Phone with { Scopes = [scope] }).ShouldBeTrue();

    [Fact]
    public async Task Without_a_request_those_that_wait_are_offered_and_one_that_fits_two_is_refused()
    {
        _chat.Gateway.Waiting.AddRange([Phone, Laptop]);

        (await _chat.SayAsync("/approve_device alice")).Buttons.Count.ShouldBe(4);
        var refused = await _chat.SayAsync("/reject_device alice req-");
        refused.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(refused).ShouldBe("No device waits at alice as 'req-'. /devices alice shows which do.");
        _chat.Gateway.Waiting.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Who_decides_second_is_told_that_nothing_waits_any_more()
    {
        _chat.Gateway.Waiting.Add(Phone);
        _chat.Gateway.BeforeDecision = _chat.Gateway.Waiting.Clear;

        var reply = await _chat.SayAsync("/approve_device alice req-phone");

        reply.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(reply).ShouldStartWith("No device waits at alice as 'req-phone'.");
        (await _chat.TrailAsync()).ShouldBe(["/approve_device alice req-phone"]);
    }

    [Theory]
    [InlineData("/devices bob", "bob")]
    [InlineData("/approve_device bob x", "bob")]
    [InlineData("/reject_device mia x", "/wake mia first.")]
    public async Task A_claw_that_cannot_answer_is_not_asked(string line, string part)
    {
        await _chat.Chat.KeepAsync(
            new() { Claw = Some.RunningClaw() with { Name = ClawName.Parse("mia"), State = ClawState.Parked } });

        var reply = await _chat.SayAsync(line);

        reply.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(reply).ShouldContain(part);
    }
}
