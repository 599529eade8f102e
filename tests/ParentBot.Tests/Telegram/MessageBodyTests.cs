using System.Text.Json;
using ParentClaw.ParentBot.Telegram;

namespace ParentClaw.ParentBot.Tests.Telegram;

public sealed class MessageBodyTests
{
    [Fact]
    public void A_body_comes_back_with_every_field()
    {
        var body = new MessageBody(
            "<b>a</b>",
            "a",
            [new MessageButton("Yes") { Data = "x1" }, new MessageButton("Bot") { Url = "https://t.me/alice_bot" }])
        {
            ForcesReply = true,
            Placeholder = "alice",
            IsSelective = true,
            ReplyTo = 12,
            Document = new MessageDocument("reply.txt", "text"),
            IsSilent = true,
        };

        var back = MessageBody.Parse(body.ToBody());

        back.Buttons.Single().ShouldBe(body.Buttons.Single());
        (back with { Buttons = body.Buttons }).ShouldBe(body);
        back.ToBody().ShouldBe(body.ToBody());
    }

    [Fact]
    public void A_body_without_buttons_has_an_empty_list_of_them()
    {
        MessageBody.Parse(new MessageBody("a", "a").ToBody()).Buttons.ShouldBeEmpty();
    }

    [Fact]
    public void A_field_of_a_newer_version_is_refused_and_not_lost()
    {
        var newer = new MessageBody("a", "a").ToBody().Replace("{", "{\"isBlue\":true,");

        Should.Throw<JsonException>(() => MessageBody.Parse(newer));
    }
}
