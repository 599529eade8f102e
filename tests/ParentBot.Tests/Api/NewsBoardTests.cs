using ParentClaw.ParentBot.Api;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Api;

public sealed class NewsBoardTests
{
    private readonly ManualTime _time = new(Some.Moment);

    [Fact]
    public void Each_who_asks_gets_what_came_after_the_number_he_has()
    {
        var board = new NewsBoard(_time);
        var begin = board.Newest;
        board.Add("one");
        var first = board.After(begin);
        board.Add("two");

        first.News.ShouldHaveSingleItem().Text.ShouldBe("one");
        board.After(first.Next).News.ShouldHaveSingleItem().Text.ShouldBe("two");
        board.After(begin).News.Select(item => item.Text).ShouldBe(["one", "two"]);
        board.After(begin).Next.ShouldBe(board.Newest);
        board.After(long.MaxValue).News.ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_last_200_are_kept()
    {
        var board = new NewsBoard(_time);
        for (var i = 1; i <= 250; i++)
            board.Add($"{i}");

        board.After(0).News.Select(item => item.Text).ShouldBe(Enumerable.Range(51, 200).Select(i => $"{i}"));
    }

    [Fact]
    public void After_a_restart_the_numbers_go_on()
    {
        var former = new NewsBoard(_time);
        former.Add("one");
        _time.Advance(TimeSpan.FromSeconds(1));
        var board = new NewsBoard(_time);
        board.Add("two");

        board.After(former.Newest).News.ShouldHaveSingleItem().Text.ShouldBe("two");
    }
}
