using ParentClaw.ParentBot.Rendering;
using ParentClaw.ParentBot.Terminal;

namespace ParentClaw.ParentBot.Tests.Terminal;

public sealed class LineEditorTests : IDisposable
{
    private readonly Typist _typist = new();
    private readonly StringWriter _output = new();
    private readonly LineEditor _editor;

    public LineEditorTests() => _editor = new LineEditor(
        _typist.Keyboard, new Screen(_output, () => (40, 10)), ["/deploy", "/destroy", "/deny", "/fleet"]);

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task Enter_ends_a_line()
    {
        _typist.Type("/fleet\n/why bob\n");

        (await Read()).ShouldBe("/fleet");
        (await Read()).ShouldBe("/why bob");
    }

    [Fact]
    public async Task The_arrows_bring_former_lines_back()
    {
        _typist.Type("/first\n/second\n");
        await Read();
        await Read();

        _typist.Press(ConsoleKey.UpArrow, ConsoleKey.UpArrow, ConsoleKey.UpArrow, ConsoleKey.DownArrow).Type("!\n");

        (await Read()).ShouldBe("/second!");
    }

    [Theory]
    [InlineData("/f", "/fleet ")]
    [InlineData("/d", "/de")]
    [InlineData("/dep", "/deploy ")]
    [InlineData("/x", "/x")]
    [InlineData("/fleet w", "/fleet w")]
    public async Task Tab_completes_a_command(string typed, string completed)
    {
        _typist.Type(typed).Press(ConsoleKey.Tab).Type("\n");

        (await Read()).ShouldBe(completed);
    }

    [Fact]
    public async Task Interrupting_drops_the_line_and_on_an_empty_one_ends()
    {
        _typist.Type("/destroy alice").Press(Typist.CtrlC).Type("/fleet\n").Press(Typist.CtrlC);

        (await Read()).ShouldBe("/fleet");
        (await Read()).ShouldBeNull();
    }

    [Fact]
    public async Task A_secret_is_neither_shown_nor_remembered()
    {
        _typist.Type("sk-planted\n");
        (await _editor.ReadSecretAsync("Value: ", CancellationToken.None)).ShouldBe("sk-planted");

        _typist.Press(ConsoleKey.UpArrow).Type("\n");
        (await Read()).ShouldBeEmpty();
        _output.ToString().ShouldNotContain("planted");
    }

    [Fact]
    public async Task A_line_wider_than_the_window_stays_in_one_row()
    {
        _typist.Type(new string('x', 500) + "🦞\n");

        (await Read())!.Length.ShouldBe(502);
        var drawn = _output.ToString().Split('\r', '\n').Select(row => row.Split('\e')[0]);
        drawn.ShouldAllBe(row => DisplayWidth.Of(row) < 40);
    }

    private Task<string?> Read() => _editor.ReadAsync("> ", CancellationToken.None);
}
