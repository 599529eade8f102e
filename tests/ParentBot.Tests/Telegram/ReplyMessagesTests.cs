using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.ParentBot.Telegram;

namespace ParentClaw.ParentBot.Tests.Telegram;

public sealed class ReplyMessagesTests
{
    private const string Nonce = "0123456789abcdef01234567";

    private readonly ReplyMessages _messages = new(CommandCatalogue.Of(typeof(Fleet).Assembly));

    [Fact]
    public void A_role_sees_the_buttons_that_it_may_press()
    {
        var reply = Reply.Ok("alice is in trouble.") with
        {
            Buttons = [new("Resuscitate", "/resuscitate alice"), new("Why", "/why alice"), new("Lost", "/nonsense")],
        };

        Labels(_messages.Of(reply, Role.Admin, null)[^1]).ShouldBe(["Resuscitate", "Why"]);
        Labels(_messages.Of(reply, Role.Viewer, null)[^1]).ShouldBe(["Why"]);
    }

    [Fact]
    public void Buttons_stand_beneath_the_last_message_and_the_first_one_answers()
    {
        var reply = Reply.Ok(new TextBlock(new string('a', 5000))) with { Buttons = [new("Fleet", "/fleet")] };

        var bodies = _messages.Of(reply, Role.Admin, 12);

        bodies.Count.ShouldBe(2);
        (bodies[0].ReplyTo, bodies[0].Buttons.Count).ShouldBe((12, 0));
        (bodies[1].ReplyTo, bodies[1].Buttons.Count).ShouldBe((null, 1));
    }

    [Fact]
    public void A_yes_or_no_has_buttons_with_its_nonce_and_what_is_typed_opens_the_keyboard()
    {
        var confirm = _messages.Of(Asked(QuestionKind.YesNo), Role.Admin, null)[^1];
        confirm.Buttons[0].Select(button => button.Data).ShouldBe([$"q:{Nonce}:yes", $"q:{Nonce}:no"]);
        ReplyMessages.LabelOf(confirm, Nonce, "no").ShouldBe("Cancel");

        var typed = _messages.Of(Asked(QuestionKind.Typed), Role.Admin, null)[^1];
        (typed.ForcesReply, typed.Buttons.Count).ShouldBe((true, 0));
    }

    [Fact]
    public void A_choice_too_long_for_a_button_is_found_by_its_place()
    {
        var longest = new string('x', 60);
        var reply = Asked(QuestionKind.Choice, new QuestionChoice("One", "one"), new QuestionChoice("Two", longest));

        var body = _messages.Of(reply, Role.Admin, null)[^1];

        ReplyMessages.NeedsPlaces(body).ShouldBeTrue();
        ReplyMessages.SaysAt(body, 1).ShouldBe(longest);
        ReplyMessages.SaysAt(body, 2).ShouldBeNull();
        ReplyMessages.LabelOf(body, Nonce, longest).ShouldBe("Two");
    }

    [Fact]
    public void An_answered_question_keeps_its_words_loses_its_buttons_and_shows_the_answer()
    {
        var asked = _messages.Of(Asked(QuestionKind.YesNo), Role.Admin, null)[^1];

        var answered = MessageBody.Parse(ReplyMessages.Answered(asked, "<Confirm>"));

        answered.Html.ShouldEndWith("<b>→ &lt;Confirm&gt;</b>");
        answered.Plain.ShouldStartWith("Really?");
        answered.Buttons.ShouldBeEmpty();
    }

    [Fact]
    public void A_cards_look_is_one_message_however_long_it_is()
    {
        var look = Reply.Ok(new TextBlock(new string('a', 3000)), new TextBlock(new string('b', 3000)));

        MessageBody.Parse(_messages.Card(look, Role.Admin)).Plain.Length.ShouldBeLessThanOrEqualTo(4096);
    }

    private static IEnumerable<string> Labels(MessageBody body) =>
        body.Buttons.SelectMany(row => row).Select(button => button.Text);

    private static Reply Asked(QuestionKind kind, params ImmutableList<QuestionChoice> choices) =>
        Reply.Ask(new Question("Really?", kind) { Nonce = Nonce, Choices = choices });
}
