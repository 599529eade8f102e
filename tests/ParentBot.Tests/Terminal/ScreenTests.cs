using ParentClaw.ParentBot.Terminal;

namespace ParentClaw.ParentBot.Tests.Terminal;

public sealed class ScreenTests : IDisposable
{
    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public void A_block_is_redrawn_over_itself_and_the_next_begins_below()
    {
        var screen = new Screen(_output, () => (10, 6));

        screen.Redraw(["one", "two"], keptAbove: 1);
        screen.Redraw(["three"], keptAbove: 1);
        screen.EndBlock();
        screen.Redraw(["four"], keptAbove: 1);

        Plain(_output).ShouldBe("one|two|[J[2Fthree|[J" + "four|[J");
    }

    [Theory]
    [InlineData(1, "1|6|7|8|9|[J")]
    [InlineData(3, "1|2|3|8|9|[J")]
    [InlineData(int.MaxValue, "1|2|3|4|9|[J")]
    public void What_does_not_fit_is_left_out_where_it_hurts_least(int keptAbove, string shown)
    {
        new Screen(_output, () => (10, 6)).Redraw([.. "123456789".Select(number => $"{number}")], keptAbove);

        Plain(_output).ShouldBe(shown);
    }

    [Fact]
    public void A_line_never_reaches_the_last_column_where_terminals_break_it()
    {
        new Screen(_output, () => (10, 6)).Redraw(["0123456789"], keptAbove: 1);

        Plain(_output).ShouldBe("01234567…|[J");
    }

    private static string Plain(StringWriter output) =>
        output.ToString().Replace("\e[K\n", "|", StringComparison.Ordinal).Replace("\e", "", StringComparison.Ordinal);
}
