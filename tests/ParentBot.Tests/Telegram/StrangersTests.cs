using ParentClaw.ParentBot.Telegram;
using ParentClaw.ParentBot.Telegram.Api;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Telegram;

public sealed class StrangersTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Each_is_noted_once_a_day()
    {
        var strangers = new Strangers(_time);

        strangers.Note(Number(1)).ShouldNotBeNull().Text.ShouldContain("no answer");
        strangers.Note(Number(1)).ShouldBeNull();
        strangers.Note(Number(2)).ShouldNotBeNull();
        _time.Advance(TimeSpan.FromDays(1));
        strangers.Note(Number(1)).ShouldNotBeNull();
    }

    [Fact]
    public void After_a_restart_the_line_has_the_same_key_and_is_not_written_twice() =>
        new Strangers(_time).Note(Number(1))!.Key.ShouldBe(new Strangers(_time).Note(Number(1))!.Key);

    [Fact]
    public void A_flood_is_one_more_line()
    {
        var strangers = new Strangers(_time);

        var lines = Enumerable.Range(1, 10_000).Select(id => strangers.Note(Number(id))).OfType<object>().ToList();

        lines.Count.ShouldBe(Strangers.MostNamed + 1);
    }

    [Fact]
    public void A_hostile_name_steers_no_terminal() =>
        new Strangers(_time).Note(new User(1, IsBot: false, "\u202eMal\nlory\u001b[2J"))!.By.ShouldBe("·Mal·lory·[2J (1)");

    private static User Number(long id) => new(id, IsBot: false, "Mallory");
}
