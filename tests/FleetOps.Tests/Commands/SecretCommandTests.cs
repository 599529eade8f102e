using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class SecretCommandTests : IDisposable
{
    private const string Token = "123456:planted-token";
    private static readonly ClawName Alice = ClawName.Parse("alice");

    private readonly Chat _chat = new();

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task A_secret_is_asked_without_echo_kept_and_never_shown()
    {
        var asked = await _chat.SayAsync("/secret set alice telegram_bot_token");
        asked.Status.ShouldBe(ReplyStatus.Asks);
        asked.Question!.Kind.ShouldBe(QuestionKind.Secret);

        var kept = await _chat.AnswerAsync(asked, Token);
        Chat.Text(kept).ShouldBe("telegram_bot_token is kept for alice. /deploy alice delivers it.");
        (await _chat.Secrets.FindAsync(Alice, SecretName.TelegramBotToken, CancellationToken.None))!
            .Reveal().ShouldBe(Token);
        Chat.Text(await _chat.SayAsync("/secret list alice")).ShouldBe(
            "Secret | On the machine\ntelegram_bot_token | TELEGRAM_BOT_TOKEN");
        (await _chat.Fleet.ListEventsAsync(claw: null, 10, CancellationToken.None))
            .ShouldAllBe(told => !told.Text.Contains(Token));
        new SecretCommand("set", Alice, SecretName.TelegramBotToken) { Answer = Token }
            .ToString().ShouldNotContain(Token);
    }

    [Theory]
    [InlineData(ClawState.Restarting, "/restart alice delivers it once it is no longer busy.")]
    [InlineData(ClawState.Parked, "/wake alice delivers it.")]
    [InlineData(ClawState.Failed, "/resuscitate alice delivers it.")]
    public async Task It_says_what_delivers_the_secret(ClawState state, string how)
    {
        await _chat.KeepAsync(new() { Claw = Some.FailedClaw() with { Name = Alice, State = state } });
        Chat.Text(await SetAsync("alice", "xai_api_key", "k")).ShouldEndWith(how);
    }

    [Fact]
    public async Task One_bot_never_serves_two_claws()
    {
        await SetAsync("alice", "telegram_bot_token", Token);
        var refused = await SetAsync("bob", "telegram_bot_token", Token);
        refused.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(refused).ShouldStartWith("alice has this bot already");
        (await SetAsync("alice", "telegram_bot_token", Token)).Status.ShouldBe(ReplyStatus.Ok);
        (await SetAsync("bob", "xai_api_key", Token)).Status.ShouldBe(ReplyStatus.Ok);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines")]
    [InlineData("bell\u0007")]
    [InlineData(" lead")]
    public async Task What_cannot_be_a_line_of_a_file_is_refused(string value)
    {
        (await SetAsync("alice", "xai_api_key", value)).Status.ShouldBe(ReplyStatus.Refused);
        (await _chat.Secrets.ListAsync(Alice, CancellationToken.None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/secret set alice ssh_access_key")]
    [InlineData("/secret forget alice openclaw_gateway_token")]
    [InlineData("/secret set alice")]
    [InlineData("/secret forget alice xai_api_key")]
    [InlineData("/secret set alice Bad-Name")]
    [InlineData("/secret show alice xai_api_key")]
    public async Task What_is_not_to_be_touched_or_not_there_is_refused(string line) =>
        (await _chat.SayAsync(line)).Status.ShouldBe(ReplyStatus.Refused);

    [Fact]
    public async Task Where_no_name_was_given_those_that_can_be_meant_are_offered()
    {
        await SetAsync("alice", "my_own_key", "k");

        (await _chat.SayAsync("/secret set alice")).Buttons.Select(button => button.Line)
            .ShouldBe(SecretName.Known.Select(name => $"/secret set alice {name}")
                .Prepend("/secret set alice my_own_key"));
        (await _chat.SayAsync("/secret forget alice")).Buttons
            .ShouldBe([new ReplyButton("my_own_key", "/secret forget alice my_own_key")]);
    }

    [Fact]
    public async Task A_forgotten_secret_is_gone()
    {
        await SetAsync("alice", "xai_api_key", "k");
        (await _chat.SayAsync("/secret forget alice xai_api_key")).Status.ShouldBe(ReplyStatus.Ok);
        Chat.Text(await _chat.SayAsync("/secret list alice")).ShouldStartWith("alice has no secrets yet.");
    }

    private async Task<Reply> SetAsync(string claw, string name, string value) =>
        await _chat.AnswerAsync(await _chat.SayAsync($"/secret set {claw} {name}"), value);
}
