namespace ParentClaw.EndToEnd.Telegram;

/// <summary>From nothing to the first paired user, as <c>docs/first-claw.md</c> tells it.</summary>
public sealed class FirstClawTests
{
    private const string AliceToken = "2000002:AAalices-own-token-aaaaaaaaaaaaaaaa";
    private const string Key = "sk-ant-api03-a-key-that-nobody-may-see";

    [Fact]
    public async Task The_page_shows_each_reply_as_it_looks()
    {
        var page = new DocumentedChat();
        await using var home = await TelegramHome.StartAsync(null, "--Sandbox:Speed=0", "--Watch:Interval=00:00:02",
            "--Pairings:Interval=00:00:10");
        home.Server.Bot(AliceToken, "alice_claw_bot", "Alice");
        var chat = home.Chat;
        page.Take(chat);

        await home.DoAsync("/timezone Europe/Berlin", "Your time zone is Europe/Berlin now");
        page.Take(chat);

        await home.DoAsync("/onboard alice", "BotFather");
        await chat.SaysAsync(AliceToken);
        await chat.ShowsAsync("@alice_claw_bot · Alice");
        await chat.PressesAsync("Me (4711)");
        await chat.ShowsAsync("Owner: 4711");
        await chat.PressesAsync("anthropic/claude-opus-4-1");
        await chat.ShowsAsync("Model: anthropic/claude-opus-4-1");
        await chat.SaysAsync(Key);
        await chat.ShowsAsync("[Confirm]");
        await chat.PressesAsync("Confirm");
        await chat.ShowsAsync("alice is deployed");
        await chat.ShowsAsync("→ Confirm");
        page.Take(chat);

        await home.DoAsync("/sandbox dm alice bob hi", "bob wrote to alice.");
        await chat.ShowsAsync("[Approve]");
        page.Take(chat);
        await chat.PressesAsync("Approve");
        await chat.ShowsAsync("may talk to alice now");
        await chat.ShowsAsync("Approved @bob");
        page.Take(chat, again: 1);

        await home.DoAsync("/message alice Good morning!", "alice told its owner");
        await home.DoAsync("/ask alice What are you working on?", "alice answers");
        await home.DoAsync("/digest now", "The fleet, ");
        page.Take(chat);

        page.ShouldBeIn("first-claw.md");
        chat.Look().ShouldNotContain(AliceToken);
        chat.Look().ShouldNotContain(Key);
    }
}
