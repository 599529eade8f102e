using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>How one talks with the parent: commands, questions, buttons, in private and in a group.</summary>
public sealed class ConversationTests
{
    [Fact]
    public async Task An_operation_is_one_message_that_is_edited_in_place()
    {
        await using var home = await TelegramHome.StartAsync();

        await home.Chat.SaysAsync("/deploy alice");
        await home.Chat.ShowsAsync("alice is deployed");
        await home.Chat.SaysAsync("/fleet");
        await home.Chat.ShowsAsync("1 claw: 1 running");

        home.Chat.Messages.Count(message => message.Text.Contains("Deploy alice", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Fact]
    public async Task What_fails_by_a_mistake_of_ours_is_told_and_blocks_nothing()
    {
        await using var home = await TelegramHome.StartAsync();
        var broken = new CardLook(home.Chat.Id, "question|telegram:4711|Typed|aaaaaaaaaaaaaaaaaaaaaaaa", "nonsense");
        await home.Parent.Get<IFaceStore>().CommitAsync(new FaceChange { Cards = [broken] }, CancellationToken.None);

        await home.DoAsync("hello", "That failed by a mistake of ours; the log has it as update ");
        await home.DoAsync("/timezone Europe/Berlin", "Your time zone is Europe/Berlin now");
    }

    [Fact]
    public async Task A_bare_command_asks_with_buttons_for_what_is_missing()
    {
        await using var home = await TelegramHome.StartAsync();
        await home.DoAsync("/deploy alice", "alice is deployed");

        await home.Chat.SaysAsync("/park");
        await home.Chat.ShowsAsync("[alice]");
        await home.Chat.PressesAsync("alice");

        await home.Chat.ShowsAsync("alice is parked");
        await home.Chat.ShowsAsync("→ alice");
    }

    [Fact]
    public async Task What_is_typed_next_answers_the_question_in_private()
    {
        await using var home = await TelegramHome.StartAsync();

        await home.Chat.SaysAsync("/deploy");
        await home.Chat.ShowsAsync("/deploy: Its name");
        await home.Chat.SaysAsync("alice");

        await home.Chat.ShowsAsync("alice is deployed");
    }

    [Fact]
    public async Task Destroying_asks_for_the_name_and_tells_what_stays()
    {
        await using var home = await TelegramHome.StartAsync();
        await home.DoAsync("/deploy alice", "alice is deployed");

        await home.Chat.SaysAsync("/destroy alice");
        await home.Chat.ShowsAsync("alice-d1");
        await home.Chat.SaysAsync("alicia");
        await home.Chat.ShowsAsync(messages => messages[^1].Text.Contains("alice", StringComparison.Ordinal));
        (await home.Parent.ClawAsync("alice")).State.ToString().ShouldBe("Running");

        await home.Chat.SaysAsync("/destroy alice");
        await home.Chat.ShowsAsync(messages => messages[^1].AsksForReply);
        await home.Chat.SaysAsync("alice");
        await home.Chat.ShowsAsync("alice is destroyed");
    }

    [Fact]
    public async Task A_dialogue_goes_on_after_a_restart_and_cancel_leaves_it()
    {
        await using var home = await TelegramHome.StartAsync();
        await home.Chat.SaysAsync("/deploy");
        await home.Chat.ShowsAsync("/deploy: Its name");

        await home.StopParentAsync();
        await home.Chat.SaysAsync("alice");
        await home.StartParentAsync();

        await home.Chat.ShowsAsync("alice is deployed");
        await home.Chat.SaysAsync("/park");
        await home.Chat.ShowsAsync("[alice]");
        await home.Chat.SaysAsync("/cancel");
        await home.Chat.ShowsAsync("Left. Nothing was done.");
        (await home.Parent.ClawAsync("alice")).State.ToString().ShouldBe("Running");
    }

    [Fact]
    public async Task In_a_group_a_typed_answer_is_a_reply_and_others_are_not_heard()
    {
        await using var home = await TelegramHome.StartAsync();
        var group = home.Server.Group(-200, "Ops", home.Ann, home.Bob);
        group.Adds(home.Bot, by: home.Ann);
        var (ann, bob) = (home.Ann.In(group), home.Bob.In(group));

        await bob.SaysAsync("/fleet@parent_bot");
        await ann.SaysAsync("/deploy@parent_bot");
        await ann.ShowsAsync("/deploy: Its name");
        var question = ann.Last;
        await bob.RepliesAsync(question, "mallory");
        await ann.SaysAsync("/fleet@other_bot");
        await ann.RepliesAsync(question, "alice");

        await ann.ShowsAsync("alice is deployed");
        ann.Look().ShouldNotContain("mallory is");
        ann.Messages.Count(message => message.From == home.Bot.Id).ShouldBe(2, ann.Look());
    }

    [Fact]
    public async Task A_reply_counts_that_comes_before_Telegram_has_said_which_message_the_question_is()
    {
        await using var home = await TelegramHome.StartAsync(new FastTime(20));
        var group = home.Server.Group(-200, "Ops", home.Ann);
        group.Adds(home.Bot, by: home.Ann);
        var ann = home.Ann.In(group);

        home.Server.Faults.On("sendMessage").Silence(TimeSpan.FromSeconds(20), isTaken: true);
        await ann.SaysAsync("/deploy@parent_bot");
        await ann.ShowsAsync("/deploy: Its name");
        await ann.RepliesAsync(ann.Last, "alice");

        await ann.ShowsAsync("alice is deployed");
    }

    [Fact]
    public async Task A_question_is_answered_once_and_by_who_was_asked()
    {
        await using var home = await TelegramHome.StartAsync();
        await home.DoAsync("/deploy alice", "alice is deployed");
        await home.InviteAsync(home.Bob, "admin");
        var group = home.Server.Group(-200, "Ops", home.Ann, home.Bob);
        group.Adds(home.Bot, by: home.Ann);
        var (ann, bob) = (home.Ann.In(group), home.Bob.In(group));

        await ann.SaysAsync("/revoke Bob");
        await ann.ShowsAsync("[Confirm]");
        var asked = ann.Last;
        await bob.PressesAsync("Confirm");
        await bob.ShowsAsync("Only the person who was asked can answer");
        await ann.PressesAsync(asked, asked.Buttons[0][0]);
        await ann.PressesAsync(asked, asked.Buttons[0][0]);

        await ann.ShowsAsync("answered before");
        await ann.ShowsAsync("→ Confirm");
    }
}
