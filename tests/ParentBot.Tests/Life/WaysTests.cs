using Microsoft.Extensions.Configuration;
using ParentClaw.ParentBot.Life;

namespace ParentClaw.ParentBot.Tests.Life;

public sealed class WaysTests
{
    [Theory]
    [InlineData(true, false, true, "terminal", true, false)]
    [InlineData(true, false, false, "terminal", true, false)]
    [InlineData(true, true, true, "terminal and telegram", true, false)]
    [InlineData(true, true, false, "telegram", false, true)]
    [InlineData(false, true, true, "telegram", true, true)]
    [InlineData(false, false, false, "no chat", true, true)]
    public void Who_holds_the_folder_who_is_greeted_and_where_the_log_goes(
        bool terminal, bool telegram, bool keyboard, string name, bool isGreeted, bool isErrorStreamFree)
    {
        var ways = new Ways(terminal, telegram, keyboard);

        (ways.ToString(), ways.IsGreeted, ways.IsErrorStreamFree).ShouldBe((name, isGreeted, isErrorStreamFree));
    }

    [Theory]
    [InlineData("Telegram:Token", "4711:x", true)]
    [InlineData("Telegram:TokenFile", "/run/token", true)]
    [InlineData("Telegram:Token", "", false)]
    public void A_token_or_its_file_makes_a_way_of_Telegram(string key, string value, bool isTelegram)
    {
        var shipped = new Dictionary<string, string?> { ["Telegram:Token"] = "", ["Telegram:TokenFile"] = "" };
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(shipped).AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)]).Build();

        Ways.Of(configuration).IsTelegram.ShouldBe(isTelegram);
    }
}
