using Microsoft.Extensions.Logging.Abstractions;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Pairings;
using ParentClaw.ParentBot.Pairings;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Pairings;

public sealed class PairingCardsTests : IAsyncLifetime, IDisposable
{
    private const string Code = "9SMXHWEU";
    private static readonly Member Parent = new("parent", "parent", Role.Admin);
    private static readonly Claw Alice = Some.RunningClaw() with { Name = ClawName.Parse("alice") };
    private static readonly PairingRequest Bob = new("7001", Code, "bob", "Bob", Some.Moment, "default");

    private readonly Chat _chat = new();
    private readonly PostedCards _post = new();
    private PairingCards _cards = null!;

    private static CancellationToken Never => CancellationToken.None;

    public async Task InitializeAsync()
    {
        _cards = Start();
        await _chat.KeepAsync(new() { Claw = Alice });
        await JoinAsync("telegram:1", Role.Admin);
        await JoinAsync("telegram:2", Role.Operator);
        await JoinAsync("telegram:3", Role.Viewer);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _cards.Dispose();
        _chat.Dispose();
    }

    [Fact]
    public async Task Who_may_decide_sees_who_waits_how_long_yet_and_what_to_press()
    {
        await SeeAsync(Bob);

        var (look, isLast, members) = _post["pairing:alice:9SMXHWEU"];
        Chat.Text(look).ShouldBe(
            "# @bob (Bob, 7001) asks to be let in by alice\nSince: 07:30 UTC\nLeft: about 1 h\nCode: 9SMXHWEU");
        isLast.ShouldBeFalse();
        members.ShouldBe(["telegram:1", "telegram:2"], ignoreOrder: true);
        var catalogue = _chat.Get<CommandParser>();
        look.Buttons.Select(button => button.Line).ShouldBe(
            ["/approve alice 9SMXHWEU", "/deny alice 9SMXHWEU", "/pairings alice later=9SMXHWEU"]);
        foreach (var button in look.Buttons)
            catalogue.TryParse(button.Line, out _, out _).ShouldBeTrue(button.Line);
    }

    [Fact]
    public async Task A_claw_without_owner_has_a_warning()
    {
        var stored = await _chat.Fleet.FindClawAsync(Alice.Name, Never);
        await _chat.KeepAsync(new() { Claw = stored! with { Owner = null } });
        await SeeAsync(Bob);
        Chat.Text(_post["pairing:alice:9SMXHWEU"].Look).ShouldContain("Beware: alice has no owner.");
    }

    [Fact]
    public async Task The_owner_himself_is_known()
    {
        await SeeAsync(Bob with { Sender = $"{Alice.Owner}" });
        Chat.Text(_post["pairing:alice:9SMXHWEU"].Look).ShouldEndWith("He is alice's owner.");
    }

    [Fact]
    public async Task The_time_left_is_coarse_and_at_the_end_of_the_hour_the_card_is_closed()
    {
        await SeeAsync(Bob);
        for (var minute = 1; minute < 60; minute++)
        {
            _chat.Time.Advance(TimeSpan.FromMinutes(1));
            await _cards.BeatAsync(Never);
        }

        _post.Edits.ShouldBe(13); // an hour, 55 min … 5 min, less
        Chat.Text(_post["pairing:alice:9SMXHWEU"].Look).ShouldContain("Left: less than 5 min");

        _chat.Time.Advance(TimeSpan.FromMinutes(1));
        await _cards.BeatAsync(Never);
        await _cards.BeatAsync(Never);
        ShouldBeClosed("pairing:alice:9SMXHWEU", "Its hour is over.");
    }

    [Theory]
    [InlineData("/approve alice 9SMXHWEU", "Approved @bob (Bob, 7001): Marvin, 07:30 UTC.")]
    [InlineData("/deny alice @bob", "Turned away @bob (Bob, 7001): Marvin, 07:30 UTC.")]
    public async Task When_one_decides_every_card_says_who_also_after_a_restart(string line, string said)
    {
        AnswerAs(Bob);
        await SeeAsync(Bob);
        (await _chat.SayAsync(line)).Status.ShouldBe(ReplyStatus.Ok);

        using var next = Start();
        await next.BeatAsync(Never);

        ShouldBeClosed("pairing:alice:9SMXHWEU", said);
        (await _chat.Get<PairingNotes>().FindAsync(PairingKey.Of(Alice.Name, Code), Never)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_is_gone_without_a_decision_here_is_closed_but_only_after_a_look()
    {
        await SeeAsync(Bob);
        using var next = Start();
        await next.BeatAsync(Never);
        _post["pairing:alice:9SMXHWEU"].IsLast.ShouldBeFalse();

        await next.ShowAsync(new PairingLook(Alice.Name, []), Never);
        ShouldBeClosed("pairing:alice:9SMXHWEU", "It waits no longer");
    }

    [Fact]
    public async Task Ask_me_later_asks_by_a_new_card_after_a_quarter_of_an_hour()
    {
        await SeeAsync(Bob);
        Chat.Text(await _chat.SayAsync("/pairings alice later=9smxhweu"))
            .ShouldBe("@bob (Bob, 7001) is asked about again in 15 min.");
        await _cards.BeatAsync(Never);
        Chat.Text(_post["pairing:alice:9SMXHWEU"].Look).ShouldEndWith("Asked again at 07:45 UTC.");

        _chat.Time.Advance(TimeSpan.FromMinutes(15));
        using var next = Start();
        await next.BeatAsync(Never);

        _post.Keys.ShouldBe(["pairing:alice:9SMXHWEU", "pairing:alice:9SMXHWEU:1"]);
        ShouldBeClosed("pairing:alice:9SMXHWEU", "Asked again below.");
        Chat.Text(_post["pairing:alice:9SMXHWEU:1"].Look).ShouldContain("Left: about 45 min");
        await next.ShowAsync(new PairingLook(Alice.Name, []), Never);
        ShouldBeClosed("pairing:alice:9SMXHWEU:1", "It waits no longer");
        (await _chat.SayAsync("/pairings alice later=9SMXHWEU")).Status.ShouldBe(ReplyStatus.Refused);
    }

    [Fact]
    public async Task Each_request_has_a_card_of_its_own()
    {
        await SeeAsync(Bob, Bob with { Code = "ABCDEFGH", Sender = "7002", UserName = null, FirstName = "Carol" });
        _post.Keys.ShouldBe(["pairing:alice:9SMXHWEU", "pairing:alice:ABCDEFGH"]);
        await SeeAsync(Bob);
        _post["pairing:alice:9SMXHWEU"].IsLast.ShouldBeFalse();
        ShouldBeClosed("pairing:alice:ABCDEFGH", "It waits no longer");
    }

    private PairingCards Start() => new(
        _post, _chat.Get<MemberBook>(), _chat.Fleet, _chat.Get<PairingNotes>(), _chat.Get<PairingNews>(), _chat.Time,
        NullLogger<PairingCards>.Instance);

    private Task SeeAsync(params PairingRequest[] waiting) =>
        _cards.ShowAsync(new PairingLook(Alice.Name, [.. waiting]), Never);

    private void ShouldBeClosed(string key, string said)
    {
        var (look, isLast, _) = _post[key];
        isLast.ShouldBeTrue();
        look.Buttons.ShouldBeEmpty();
        Chat.Text(look).ShouldContain(said);
    }

    private void AnswerAs(PairingRequest request) => _chat.Shell
        .On("pairing list telegram", ScriptedShell.Says(
            $$"""
            {"requests":[{"id":"{{request.Sender}}","code":"{{request.Code}}",
             "createdAt":"{{request.CreatedAt:O}}","meta":{"username":"bob","firstName":"Bob"} } ] }
            """))
        .On("channels.pairing.list", ScriptedShell.Says(
            $$"""{"requests":[{"requestId":"r1","channel":"telegram","senderId":"{{request.Sender}}"} ] }"""))
        .On("channels.pairing.approve", ScriptedShell.Says(
            $$"""{"requestId":"r1","senderId":"{{request.Sender}}","notification":"sent"}"""))
        .On("channels.pairing.dismiss", ScriptedShell.Says("""{"requestId":"r1"}"""));

    private async Task JoinAsync(string id, Role role)
    {
        var book = _chat.Get<MemberBook>();
        (await book.RedeemAsync(await book.InviteAsync(role, Parent, Never), id, id, Never)).ShouldNotBeNull();
    }
}
