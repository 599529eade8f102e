using ParentClaw.EndToEnd.Life;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>The real process, told of its bot by the environment alone, as a newcomer starts it.</summary>
public sealed class ProcessTests
{
    private const string Token = "1:t";

    [Fact]
    public async Task With_two_variables_set_it_serves_its_bot_and_ends_well()
    {
        using var home = new Home();
        await using var server = await BotApiServer.StartAsync();
        var bot = server.Bot(Token);
        var chat = server.Person(4711, "Ann").ChatWith(bot);
        using var parent = new RunningParentBot(
            home.Data,
            [("PARENTCLAW_Telegram__Token", Token), ("PARENTCLAW_Telegram__ApiRoot", $"{server.Endpoint}")],
            ["--Sandbox:Speed=0"]);
        parent.Input.Close();
        await bot.PollsAsync();

        await chat.SaysAsync($"/claim {TelegramHome.ClaimCodeIn(home.Data)}");
        await chat.ShowsAsync("You are an Admin of this fleet.");
        await chat.SaysAsync("/deploy alice");
        await chat.ShowsAsync("alice is deployed", TimeSpan.FromMinutes(2));
        await chat.SaysAsync("/message alice hello");
        await chat.ShowsAsync("alice told its owner");
        await parent.SignalAsync("TERM");

        (await parent.EndAsync()).Exit.ShouldBe(0, chat.Look());
        server.Violations.ShouldBeEmpty();
    }
}
