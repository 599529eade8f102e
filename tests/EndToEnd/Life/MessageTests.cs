using ParentClaw.FleetOps.Commands;

namespace ParentClaw.EndToEnd.Life;

public sealed class MessageTests(ServingParent serving) : IClassFixture<ServingParent>
{
    public static TheoryData<string> HostileTexts =>
    [
        "it's",
        "\"quoted\" 'twice' `three` times",
        "$(touch /tmp/gotcha) ${HOME} $HOME !! \\n \\",
        "; rm -rf / & | > < * ? [a] {b,c} ~ #",
        "--help",
        "-e",
        "🦞 ünïcödé — 漢字 \u202e right to left",
        "trailing blanks and a tab \t  ",
        "two\nlines\n\nand\r\nmore\n",
        "%s %d %n \u0001\u001b[31m",
        new string('x', (64 * 1024) - 4) + "🦞",
    ];

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task Hostile_text_arrives_byte_for_byte(string text)
    {
        await serving.Parent.DoAsync($"/message alice {text}");

        var sent = (await serving.LinesAsync("state/outbox.jsonl"))[^1];
        ((string)sent["text"]!).ShouldBe(text);
        ((string)sent["chatId"]!).ShouldBe("1000001");
    }

    [Fact]
    public async Task A_message_without_text_is_refused_with_an_example()
    {
        var told = await serving.Parent.SayAsync("/message alice");

        told.Reply.Status.ShouldBe(ReplyStatus.Refused);
        told.Text.ShouldContain("/message alice Back in five minutes.");
    }
}
