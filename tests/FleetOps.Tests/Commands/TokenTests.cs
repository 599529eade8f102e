using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Tests.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>A changed secret reaches the machine, or is taken back.</summary>
public sealed class TokenTests : PaperTests
{
    private const string Red = """{"ok":false,"checks":[{"group":"telegram","name":"token","ok":false}]}""";

    private readonly BotTokens _telegram = new();
    private readonly ServiceProvider _life;

    public TokenTests(PaperWorld world)
        : base(world) => _life = world.Live(services => services.AddSingleton<IBotTokens>(_telegram));

    private string Token => $"/token {Name}";

    [Fact]
    public async Task A_new_token_is_checked_delivered_and_verified()
    {
        var former = await DeployedWithTokenAsync();
        var asked = await _life.SayAsync(Token);
        (asked.Question!.Kind, asked.Question.GoodFor).ShouldBe((QuestionKind.Secret, TimeSpan.FromMinutes(30)));

        var token = _telegram.Make(40, $"{Name.Value.Replace('-', '_')}_bot");
        var done = await _life.RunAsync(Token, $" {token}\n");

        done.Status.ShouldBe(OperationStatus.Succeeded);
        done.Conclusion.ShouldBe(
            $"{Name} has its changed telegram_bot_token and is well. "
            + $"It answers at https://t.me/{(await ClawAsync()).BotUserName}.");
        World.Shell.Ran(Name.Value).Count(script => script == "receive-secrets.sh").ShouldBe(2);
        (await KeptAsync()).ShouldBe(token);
        (await KeptAsync(SecretName.TelegramBotToken.Former)).ShouldBeNull();
        token.ShouldNotBe(former);
    }

    [Fact]
    public async Task Where_the_claw_is_not_well_with_it_the_former_one_comes_back()
    {
        var former = await DeployedWithTokenAsync();
        var wasRed = 0;
        World.Shell.On(
            Name.Value, "verify.sh",
            _ => Interlocked.Increment(ref wasRed) == 1 ? ScriptedShell.Says(Red) : null);

        var done = await _life.RunAsync(Token, _telegram.Make(41, "unwell_bot"));

        done.Status.ShouldBe(OperationStatus.RolledBack);
        done.Conclusion!.ShouldStartWith($"{Name} was not well with its changed telegram_bot_token, at 'Verifying': ");
        done.Conclusion.ShouldEndWith("It runs with the former one again, and is well.");
        var claw = await ClawAsync();
        (claw.State, claw.BotUserName).ShouldBe((ClawState.Running, null));
        (await KeptAsync()).ShouldBe(former);
        (await KeptAsync(SecretName.TelegramBotToken.Former)).ShouldBeNull();
        World.Shell.Ran(Name.Value).Count(script => script == "receive-secrets.sh").ShouldBe(3);
    }

    [Fact]
    public async Task A_secret_that_was_not_there_before_is_gone_again_after_the_way_back()
    {
        await DeployedWithTokenAsync();
        var wasRed = 0;
        World.Shell.On(
            Name.Value, "verify.sh",
            _ => Interlocked.Increment(ref wasRed) == 1 ? ScriptedShell.Says(Red) : null);

        (await _life.RunAsync($"/secret set {Name} xai_api_key", "k")).Status.ShouldBe(OperationStatus.RolledBack);

        SecretName.TryParse("xai_api_key", out var key).ShouldBeTrue();
        (await KeptAsync(key)).ShouldBeNull();
    }

    [Fact]
    public async Task A_forgotten_secret_is_taken_from_the_machine_too()
    {
        await DeployedWithTokenAsync();
        await _life.RunAsync($"/secret set {Name} xai_api_key", "k");

        (await _life.RunAsync($"/secret forget {Name} xai_api_key")).Status.ShouldBe(OperationStatus.Succeeded);

        World.Shell.Ran(Name.Value).Count(script => script == "receive-secrets.sh").ShouldBe(3);
        Chat.Text(await _life.SayAsync($"/secret list {Name}")).ShouldNotContain("former");
        (await _life.SayAsync($"/secret set {Name} former_xai_api_key")).Status.ShouldBe(ReplyStatus.Refused);
    }

    [Fact]
    public async Task A_token_that_cannot_serve_is_refused_and_nothing_is_changed()
    {
        var former = await DeployedWithTokenAsync();
        var other = Some.ClawName();
        await World.Store.CommitAsync(
            new() { Claw = Some.NewClaw() with { Name = other, BotUserName = "others_bot" } }, default);
        await World.Secrets.SetAsync(
            other, SecretName.TelegramBotToken, new Secret(_telegram.Make(50, "others_bot")), default);

        (await SayAsync("nonsense")).ShouldStartWith("That is no bot token.");
        (await SayAsync("1:renewed-parent")).ShouldStartWith("That is the parent's own bot");
        (await SayAsync(_telegram.Make(50, "others_bot"))).ShouldStartWith($"{other} has this bot already");
        (await SayAsync("99:revoked")).ShouldStartWith("Telegram knows no bot by that token");
        _telegram.IsOffline = true;
        (await SayAsync("98:unasked")).ShouldStartWith("The token was not kept, for it could not be checked");

        (await KeptAsync()).ShouldBe(former);
        (await ClawAsync()).State.ShouldBe(ClawState.Running);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _life.Dispose();
        base.Dispose(disposing);
    }

    private async Task<string> SayAsync(string answer) => Chat.Text(await _life.SayAsync(Token, answer));

    private async Task<string> DeployedWithTokenAsync()
    {
        await DeployedAsync();
        return (await KeptAsync())!;
    }

    private async Task<string?> KeptAsync(SecretName? name = null) =>
        (await World.Secrets.FindAsync(Name, name ?? SecretName.TelegramBotToken, default))?.Reveal();
}
