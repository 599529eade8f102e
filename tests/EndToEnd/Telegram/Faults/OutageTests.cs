using ParentClaw.EndToEnd.Life;

namespace ParentClaw.EndToEnd.Telegram.Faults;

/// <summary>Telegram away for longer, and what else happens between it and a parent.</summary>
public sealed class OutageTests(FaultyHome home) : IClassFixture<FaultyHome>
{
    private static readonly TimeSpan Outage = TimeSpan.FromMinutes(10);

    [Theory]
    [InlineData("olga", false)]
    [InlineData("otto", true)]
    public async Task After_ten_minutes_without_network_everything_arrives_in_order(string claw, bool isRestarted)
    {
        await home.SaysAsync($"/deploy {claw}"); // ends while nobody can be told
        await home.ShowsAsync($"Deploy {claw}");
        home.Home.Server.Offline = true;
        List<string> said = [];
        for (var i = 0; i < 5; i++)
            said.Add(await home.CommandAsync());

        await home.Time.PassAsync(Outage / 2);
        if (isRestarted)
        {
            await home.Home.StopParentAsync();
            await home.Home.StartParentAsync();
        }

        said.Add(await home.CommandAsync());
        await home.Time.PassAsync(Outage / 2);
        home.Home.Server.Offline = false;

        await home.AreAnsweredAsync(atMost: 2, [.. said]);
        await home.ShowsAsync($"{claw} is deployed");
        await home.GoesOnAsync();
    }

    [Fact]
    public async Task Two_parents_of_one_bot_are_told_once_and_the_one_that_stays_goes_on()
    {
        using var other = new Home();
        var before = Complaints();
        await using (await LiveParent.StartAsync(
            other, home.Time, "--Terminal:Enabled=false", "--Sandbox:Machines=None",
            $"--Telegram:Token={TelegramHome.Token}", $"--Telegram:ApiRoot={home.Home.Server.Endpoint}"))
        {
            await home.Time.PassAsync(TimeSpan.FromMinutes(5));
        }

        await home.GoesOnAsync();
        Complaints().ShouldBe(before + 1);

        int Complaints() => home.Home.Log.Split("Another program polls @parent_bot").Length;
    }

    [Fact]
    public async Task A_webhook_that_somebody_set_is_taken_away_and_loses_nothing()
    {
        home.Home.Bot.SetWebhook("https://elsewhere.example/hook");
        var said = await home.CommandAsync();

        await home.AreAnsweredAsync(atMost: 1, said, await home.CommandAsync());
        await home.GoesOnAsync();
    }

    [Theory]
    [InlineData(5)]
    [InlineData(1_900_000_000)]
    [InlineData(300_000_000)]
    public async Task Updates_whose_numbers_begin_anew_are_heard(long next)
    {
        home.Home.Bot.RestartUpdateIds(next);

        await home.GoesOnAsync();
        await home.GoesOnAsync();
    }

    [Theory]
    [InlineData("message", """{"chat":"nonsense"}""")]
    [InlineData("message", """{"message_id":1,"date":0,"chat":{"id":4711,"type":"private"},"from":7}""")]
    [InlineData("callback_query", """{"id":1}""")]
    [InlineData("my_chat_member", "[]")]
    public async Task What_nobody_can_read_is_passed_over(string kind, string content)
    {
        home.Home.Bot.Receives(kind, System.Text.Json.Nodes.JsonNode.Parse(content)!);

        await home.GoesOnAsync();
        await home.Home.Bot.HasTakenAllAsync();
    }

    [Fact]
    public async Task A_press_that_is_too_old_to_be_answered_is_done_all_the_same()
    {
        await home.SaysAsync("/start");
        await home.ShowsAsync(messages => messages[^1].Buttons.Count > 0);
        await home.SettlesAsync();
        await home.Home.StopParentAsync();
        await home.Chat.PressesAsync("The fleet");
        await home.Time.PassAsync(TimeSpan.FromMinutes(1));

        await home.Home.StartParentAsync();

        await home.ShowsAsync(messages => messages[^1].Text.Contains("running, 0 of them", StringComparison.Ordinal));
        await home.GoesOnAsync();
        home.Home.Server.Calls.Last(call => call.Method == "answerCallbackQuery").Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_long_answer_is_several_messages_in_order_and_a_very_long_one_a_document()
    {
        await LongTrail.WriteAsync(home);
        var before = home.Chat.Messages.Count;

        await home.SaysAsync("/audit 100");
        await home.ShowsAsync(messages =>
            messages[^1].Text.Contains($"{LongTrail.Last} xxx", StringComparison.Ordinal));
        var messages = home.Chat.Messages.Skip(before + 1).ToList();
        await home.SaysAsync("/audit 300");
        await home.ShowsAsync(messages => messages[^1].File is not null);

        messages.Count.ShouldBeGreaterThan(1);
        string.Join('\n', messages.Select(message => message.Text)).Split('\n')
            .Select(line => (Line: line, End: line.IndexOf(" xxx", StringComparison.Ordinal)))
            .Where(found => found.End > 0)
            .Select(found => found.Line[(found.End - 3)..found.End])
            .ShouldBe(LongTrail.Numbers.TakeLast(100));
        home.Chat.Last.FileSize.ShouldBeGreaterThan(20_000);
    }

    [Fact]
    public async Task A_card_goes_on_in_the_supergroup_that_its_group_became()
    {
        var (server, ann) = (home.Home.Server, home.Home.Ann);
        var group = server.Group(-300, "Ops", ann);
        group.Adds(home.Home.Bot, by: ann);
        var planned = home.Plan("editMessageText", BotFault.Named("429, 240 s"));

        await ann.In(group).SaysAsync("/deploy@parent_bot gina");
        await planned.MeetsAsync();
        var moved = ann.In(group.BecomesSupergroup(-1_001_000_000_300, "Ops"));
        await planned.IsOverAsync();

        await moved.ShowsAsync("gina is deployed");
        await moved.SaysAsync("/label@parent_bot gina tier=prod");
        await moved.ShowsAsync("gina: tier=prod");
        await home.GoesOnAsync();
    }
}
