using System.Text;
using ParentClaw.ParentBot.Telegram;

namespace ParentClaw.ParentBot.Tests.Telegram;

public sealed class CallbackDataTests
{
    private const string Nonce = "0123456789abcdef01234567";

    [Fact]
    public void A_line_and_an_answer_come_back_as_they_were()
    {
        CallbackData.Read(CallbackData.Of("/status alice", null, 3)).ShouldBe(new CallbackData.Line("/status alice"));
        CallbackData.Read(CallbackData.Of("yes", Nonce, 0)).ShouldBe(new CallbackData.Answer(Nonce, "yes"));
        CallbackData.Read(CallbackData.Of("a:b", Nonce, 0)).ShouldBe(new CallbackData.Answer(Nonce, "a:b"));
    }

    [Fact]
    public void What_is_longer_than_Telegram_takes_is_a_place()
    {
        var line = "/broadcast " + new string('ü', 27); // 11 + 54 bytes

        var data = CallbackData.Of(line, null, 3);

        CallbackData.Read(data).ShouldBe(new CallbackData.Place(3));
        Encoding.UTF8.GetByteCount(CallbackData.Of(line[..^1], null, 3)).ShouldBe(63);
        CallbackData.Read(CallbackData.Of(new string('x', 64), Nonce, 7)).ShouldBe(new CallbackData.Place(7));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("n:-1")]
    [InlineData("n:99999999999")]
    [InlineData("q:")]
    [InlineData("q:nonce")]
    [InlineData("fleet")]
    public void What_no_button_of_ours_brings_is_nothing(string? data) => CallbackData.Read(data).ShouldBeNull();
}
