using ParentClaw.ParentBot.Terminal;

namespace ParentClaw.ParentBot.Tests.Terminal;

public sealed class LineBufferTests
{
    [Theory]
    [InlineData("abc", new[] { ConsoleKey.Backspace }, "ab|")]
    [InlineData("abc", new[] { ConsoleKey.LeftArrow, ConsoleKey.Backspace }, "a|c")]
    [InlineData("abc", new[] { ConsoleKey.Home, ConsoleKey.Delete }, "|bc")]
    [InlineData("abc", new[] { ConsoleKey.Home, ConsoleKey.RightArrow }, "a|bc")]
    [InlineData("abc", new[] { ConsoleKey.Home, ConsoleKey.End }, "abc|")]
    [InlineData(
        "", new[] { ConsoleKey.Backspace, ConsoleKey.Delete, ConsoleKey.LeftArrow, ConsoleKey.RightArrow }, "|")]
    [InlineData("a🦞", new[] { ConsoleKey.Backspace }, "a|")]
    [InlineData("a🦞b", new[] { ConsoleKey.LeftArrow, ConsoleKey.LeftArrow }, "a|🦞b")]
    [InlineData("abc", new[] { ConsoleKey.F5, ConsoleKey.Escape, ConsoleKey.PageUp }, "abc|")]
    public void Keys_edit_the_line(string text, ConsoleKey[] keys, string result) =>
        Edited(text, keys.Select(key => Typist.Key(key))).ShouldBe(result);

    [Theory]
    [InlineData(ConsoleKey.A, "|/tell alice hi")]
    [InlineData(ConsoleKey.E, "/tell alice hi|")]
    [InlineData(ConsoleKey.U, "|")]
    [InlineData(ConsoleKey.W, "/tell alice |")]
    [InlineData(ConsoleKey.LeftArrow, "/tell alice |hi")]
    public void Control_keys_work_as_in_a_shell(ConsoleKey key, string result) =>
        Edited("/tell alice hi", [Typist.Key(key, control: true)]).ShouldBe(result);

    private static string Edited(string text, IEnumerable<ConsoleKeyInfo> keys)
    {
        var line = new LineBuffer();
        line.Set(text);
        foreach (var key in keys)
            line.Apply(key);
        return line.Text.Insert(line.Cursor, "|");
    }
}
