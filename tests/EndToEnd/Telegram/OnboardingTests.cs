using ParentClaw.TestKit;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>A claw made step by step, with all that goes wrong between two steps.</summary>
public sealed class OnboardingTests
{
    private const string AliceToken = "2000002:AAalices-own-token-aaaaaaaaaaaaaaaa";
    private const string BobToken = "2000003:AAbobs-own-token-bbbbbbbbbbbbbbbbbb";
    private const string Unknown = "2000009:AAnobodys-token-ccccccccccccccccccc";

    private const string TokenAsked = "The token of alice's bot (not shown)";

    [Fact]
    public async Task A_token_that_cannot_be_taken_is_deleted_told_why_and_asked_for_again()
    {
        await using var home = await BesideBobAsync();
        var chat = home.Chat;

        await chat.AsksAsync("/onboard alice", TokenAsked);
        await chat.ConfidesAsync("good morning", "That is no bot token.");
        await chat.ConfidesAsync("2000002", "That is no bot token.");
        await chat.ConfidesAsync(TelegramHome.Token, "That is the parent's own bot");
        await chat.ConfidesAsync(BobToken, "bob has this bot already");
        await chat.ConfidesAsync(Unknown, "Telegram knows no bot by that token");
        chat.Last.ToString().ShouldContain(TokenAsked);
        chat.Last.AsksForReply.ShouldBeTrue();
        await chat.ConfidesAsync(AliceToken, "@alice_claw_bot · Alice");

        chat.Look().ShouldNotContain(AliceToken);
        chat.Last.ToString().ShouldContain("Whose is alice?");
    }

    [Fact]
    public async Task While_Telegram_is_away_nothing_is_kept_and_afterwards_it_goes_on()
    {
        await using var home = await BesideBobAsync();
        var chat = home.Chat;
        await chat.AsksAsync("/onboard alice", TokenAsked);

        home.Server.Faults.On("getMe").Always().Status(500);
        await chat.ConfidesAsync(AliceToken, "The token was not kept, for it could not be checked");
        await chat.AsksAsync("/secret list alice", "alice has no secrets yet");
        home.Server.Faults.Clear();
        await chat.ConfidesAsync(AliceToken, "@alice_claw_bot · Alice");
    }

    [Fact]
    public async Task Left_or_cut_off_in_the_middle_it_goes_on_where_it_was()
    {
        await using var home = await BesideBobAsync();
        var chat = home.Chat;
        await chat.AsksAsync("/onboard alice", TokenAsked);
        await chat.ConfidesAsync(AliceToken, "Whose is alice?");

        await chat.AsksAsync("/cancel", "Left. Nothing was done.");
        await chat.AsksAsync("/onboard alice", "Whose is alice?");
        await home.StopParentAsync();
        await chat.SaysAsync("nobody");
        await home.StartParentAsync();
        await chat.EndsWithAsync("That is no numeric Telegram id");
        await chat.PressesAsync("Me (4711)");
        await chat.EndsWithAsync("Which model does alice think with?");
        await chat.AsksAsync("claude", "A model is written provider/name");
        await chat.AsksAsync("local/echo", "Deploy alice now?");
        await chat.PressesAsync("Cancel");
        await chat.EndsWithAsync("what you gave is kept");
        await chat.AsksAsync("/onboard alice", "Deploy alice now?");
        await chat.PressesAsync("Confirm");

        await chat.ShowsAsync("alice is deployed");
        await chat.AsksAsync("/onboard alice", "alice lives already.");
    }

    [Fact]
    public async Task In_a_group_it_points_to_the_private_chat_and_a_secret_said_there_is_deleted()
    {
        await using var home = await BesideBobAsync();
        var group = home.Server.Group(-200, "Ops", home.Ann);
        group.Adds(home.Bot, by: home.Ann);
        group.BotsAreAdministrators = true;
        var chat = home.Ann.In(group);

        await chat.AsksAsync("/onboard@parent_bot alice", "I take secrets in our private chat only.");
        chat.Last.Text.ShouldContain("https://t.me/parent_bot");
        chat.Last.AsksForReply.ShouldBeFalse();
        await chat.AsksAsync("/secret@parent_bot set bob xai_api_key", "I take secrets in our private chat only.");

        var before = await chat.SaysAsync($"/onboard@parent_bot alice {AliceToken}");
        await chat.ShowsAsync(messages => messages.Single(message => message.Id == before.Id).IsDeleted);
        await home.Chat.AsksAsync("/secret list alice", "alice has no secrets yet");
    }

    [Fact]
    public async Task A_token_in_the_wrong_place_is_deleted_and_never_taken()
    {
        await using var home = await BesideBobAsync();

        await home.Chat.ConfidesAsync($"here it is: {AliceToken}", "That is no numeric Telegram id");
        await home.Chat.ShowsAsync("→ here it is: [redacted]");
        await home.Chat.AsksAsync("/cancel", "Left. Nothing was done.");
        await home.Chat.ConfidesAsync($"so, here it is: {AliceToken}", "/help");
        await home.Chat.ConfidesAsync(
            $"/onboard alice {AliceToken}", "/onboard does not know what to do with '[redacted]'");
        await home.Chat.ConfidesAsync($"/token {AliceToken}", "/token");

        await home.Chat.AsksAsync("/secret list alice", "alice has no secrets yet");
        home.Chat.Look().ShouldNotContain(AliceToken);
    }

    [Fact]
    public async Task Another_token_and_key_reach_a_living_claw_and_are_verified_there()
    {
        await using var home = await TelegramHome.StartAsync(TelegramHome.Hurry, TelegramHome.RealMachines);
        home.Server.Bot(AliceToken, "alice_claw_bot", "Alice");
        var chat = home.Chat;
        await home.DoAsync("/deploy alice", "alice is deployed");

        await chat.AsksAsync("/token alice", "The new token of alice's bot (not shown)");
        await chat.ConfidesAsync("2000002", "/token alice asks again.");
        await chat.AsksAsync("/token alice", "The new token of alice's bot (not shown)");
        await chat.SaysAsync(AliceToken);
        await chat.ShowsAsync("alice has its changed telegram_bot_token and is well.");
        await chat.AsksAsync("/secret set alice xai_api_key", "Value of xai_api_key for alice (not shown)");
        await chat.SaysAsync("key-number-one");
        await chat.ShowsAsync("alice has its changed xai_api_key and is well.");

        (await File.ReadAllTextAsync(home.Home.OnDisk("alice-d1", "openclaw/secrets.json")))
            .ShouldContain($"\"TELEGRAM_BOT_TOKEN\": \"{AliceToken}\"");
        (await File.ReadAllTextAsync(home.Home.OnDisk("alice-d1", "openclaw/.env")))
            .ShouldBe("XAI_API_KEY=key-number-one\n");
        await chat.AsksAsync("/secret list alice", "xai_api_key");
        chat.Look().ShouldNotContain(AliceToken);
        chat.Look().ShouldNotContain("key-number-one");
    }

    /// <summary>A home in which bob lives with a bot of his own.</summary>
    private static async Task<TelegramHome> BesideBobAsync()
    {
        var home = await TelegramHome.StartAsync(new FastTime(20));
        home.Server.Bot(AliceToken, "alice_claw_bot", "Alice");
        home.Server.Bot(BobToken, "bob_claw_bot", "Bob");
        await home.Chat.AsksAsync("/onboard bob", "The token of bob's bot (not shown)");
        await home.Chat.ConfidesAsync(BobToken, "@bob_claw_bot · Bob");
        return home;
    }
}
