using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Tests.Rendering;

public sealed class DisplayWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("alice", 5)]
    [InlineData("日本", 4)]
    [InlineData("🦞", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("✓ ▶ ⠋", 5)]
    public void A_text_takes_the_columns_a_terminal_gives_it(string text, int columns) =>
        DisplayWidth.Of(text).ShouldBe(columns);

    [Theory]
    [InlineData("alice", 5, "alice")]
    [InlineData("alice", 4, "ali…")]
    [InlineData("日本語", 4, "日…")]
    [InlineData("🦞🦞", 3, "🦞…")]
    public void A_text_is_cut_between_characters(string text, int columns, string cut) =>
        DisplayWidth.Cut(text, columns).ShouldBe(cut);
}
