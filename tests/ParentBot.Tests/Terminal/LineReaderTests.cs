using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ParentClaw.ParentBot.Terminal;

namespace ParentClaw.ParentBot.Tests.Terminal;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("one", "one")]
    [InlineData("one\n", "one")]
    [InlineData("one\r\n\ntwo\rhalf\n", "one", "", "two\rhalf")]
    public async Task Lines_end_at_newlines_only(string input, params string[] lines) =>
        (await ReadAsync(input)).Select(line => line.Text).ShouldBe(lines);

    [Fact]
    public async Task A_line_keeps_its_beginning_only_where_it_has_no_end()
    {
        var lines = await ReadAsync("123456789\n12345678\n12\n", longest: 8);

        lines.ShouldBe(
            [new("12345678", IsTooLong: true), new("12345678", IsTooLong: false), new("12", IsTooLong: false)]);
    }

    [Fact]
    public void However_the_bytes_arrive_the_lines_are_the_same()
    {
        var text = Gen.ListOf(Gen.Elements("a", "é", "🦞", "\n", " ", new string('x', 20_000)))
            .Select(string.Concat);

        Prop.ForAll(text.ToArbitrary(), input =>
        {
            var expected = input.EndsWith('\n') || input.Length == 0 ? input.Split('\n')[..^1] : input.Split('\n');
            return ReadAsync(input).GetAwaiter().GetResult().Select(line => line.Text).SequenceEqual(expected);
        }).QuickCheckThrowOnFailure();
    }

    private static async Task<List<InputLine>> ReadAsync(string input, int longest = 1024 * 1024)
    {
        var reader = new LineReader(new MemoryStream(Encoding.UTF8.GetBytes(input)), longest);
        var lines = new List<InputLine>();
        while (await reader.ReadAsync(CancellationToken.None) is { } line)
            lines.Add(line);
        return lines;
    }
}
