using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Tests.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>The walk to a new claw, as a member plays it who talks by Telegram.</summary>
public sealed class OnboardTests : PaperTests
{
    private static readonly Member Ann = new("telegram:4711", "Ann", Role.Operator);

    private readonly BotTokens _telegram = new();
    private readonly ServiceProvider _life;

    public OnboardTests(PaperWorld world)
        : base(world) => _life = world.Live(services => services
            .AddSingleton<IBotTokens>(_telegram)
            .AddSingleton(new DeployDefaults { CostsMoney = false }));

    private string Bot => $"{Name.Value.Replace('-', '_')}_bot";

    [Fact]
    public async Task Each_missing_thing_is_asked_in_turn_and_the_claw_is_deployed()
    {
        var token = await SayAsync();
        (token.Question!.Kind, token.Question.About).ShouldBe((QuestionKind.Secret, "token"));
        Chat.Text(token).ShouldContain("https://t.me/BotFather");

        var owner = await SayAsync(token, _telegram.Make(60, Bot));
        Chat.Text(owner).ShouldStartWith($"@{Bot} · Alice\n");
        owner.Question!.Choices.ShouldBe([new QuestionChoice("Me (4711)", "4711")]);

        var model = await SayAsync(owner, "me");
        model.Question!.Kind.ShouldBe(QuestionKind.Choice);
        model.Question.Choices.ShouldContain(choice => choice.Answer == "xai/grok-4");

        var key = await SayAsync(model, "xai/grok-4");
        key.Question!.Prompt.ShouldBe($"xai_api_key for {Name} (not shown)");

        var last = await SayAsync(key, "the-key");
        Chat.Text(last).ShouldMatch(
            $"^The key is kept.\n# {Name} has all it needs\nBot: @{Bot}\nOwner: Telegram 4711\nModel: xai/grok-4\n"
            + "Key: xai_api_key is kept\nSize: .+\nCosts: nothing; this is the sandbox$");

        var done = await _life.GoOnAsync((await SayAsync(last, "yes")).Operation!);
        done.Status.ShouldBe(OperationStatus.Succeeded);
        done.Conclusion!.ShouldContain($"Open https://t.me/{Bot}, press Start and write to it");
        var claw = await ClawAsync();
        (claw.State, claw.Owner, claw.Model, claw.BotUserName)
            .ShouldBe((ClawState.Running, 4711L, "xai/grok-4", Bot));
    }

    [Fact]
    public async Task Left_in_the_middle_it_goes_on_where_it_was_and_what_is_kept_shows_and_can_be_forgotten()
    {
        await SayAsync(await SayAsync(), _telegram.Make(61, Bot));

        var again = await SayAsync();
        again.Question!.About.ShouldBe("owner");
        Chat.Text(await Life.SayAsync("/fleet")).ShouldContain($"{Name} | New | not deployed yet |");
        Chat.Text(await Life.SayAsync($"/status {Name}")).ShouldContain($"/onboard {Name} goes on");
        (await Life.SayAsync($"/park {Name}")).Status.ShouldBe(ReplyStatus.Refused);

        (await Life.SayAsync($"/purge {Name}", "other")).Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(await Life.SayAsync($"/purge {Name}", Name.Value)).ShouldBe($"{Name} is forgotten.");
        (await World.Store.FindClawAsync(Name, default)).ShouldBeNull();
        (await World.Secrets.ListAsync(Name, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_taken_is_said_and_asked_again_and_nothing_is_kept()
    {
        var token = await SayAsync();
        var again = await SayAsync(token, "1:parent");
        Chat.Text(again).ShouldStartWith("That is the parent's own bot");
        (again.Question!.About, again.Status).ShouldBe(("token", ReplyStatus.Asks));
        (await World.Store.FindClawAsync(Name, default)).ShouldBeNull();
        (await World.Secrets.ListAsync(Name, default)).ShouldBeEmpty();

        var owner = await SayAsync(again, _telegram.Make(62, Bot));
        foreach (var bad in new[] { "-5", "0", "bob", "" })
            (await SayAsync(owner, bad)).Question!.About.ShouldBe("owner", bad);
        var model = await SayAsync(owner, "4712");
        foreach (var bad in new[] { "grok", "xai/", "xai/gr ok" })
            (await SayAsync(model, bad)).Question!.About.ShouldBe("model", bad);
        var key = await SayAsync(model, "xai/grok-4");
        (await SayAsync(key, "two\nlines")).Question!.About.ShouldBe("key");

        var no = await SayAsync(await SayAsync(key, "k"), "no");
        no.Status.ShouldBe(ReplyStatus.Refused);
        (await ClawAsync()).State.ShouldBe(ClawState.New);
    }

    [Fact]
    public async Task A_model_without_a_key_needs_none_and_deploy_takes_what_was_gathered()
    {
        var owner = await SayAsync(await SayAsync(), _telegram.Make(63, Bot));
        var last = await SayAsync(await SayAsync(owner, "4712"), "local/echo");
        last.Question!.About.ShouldBe("deploy");
        Chat.Text(last).ShouldContain("Key: none needed");

        (await _life.RunAsync($"/deploy {Name}")).Status.ShouldBe(OperationStatus.Succeeded);

        (await ClawAsync()).Owner.ShouldBe(4712);
        Chat.Text(await SayAsync()).ShouldStartWith($"{Name} lives already. /token {Name} gives it another bot");
    }

    [Fact]
    public void An_answer_is_in_no_text_of_the_command()
    {
        var command = new Onboard(Name) { About = "token", Answer = "9:planted" };
        command.ToString().ShouldNotContain("planted");
        new Token(Name) { Answer = "9:planted" }.ToString().ShouldNotContain("planted");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _life.Dispose();
        base.Dispose(disposing);
    }

    private Task<Reply> SayAsync(Reply? asked = null, string? answer = null) =>
        _life.GetRequiredService<ICommandHandler<Onboard>>().HandleAsync(
            new Onboard(Name) { About = asked?.Question!.About, Answer = answer }, Ann, CancellationToken.None);
}
