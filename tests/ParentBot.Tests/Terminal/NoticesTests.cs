using System.Threading.Channels;
using ParentClaw.ParentBot.Terminal;

namespace ParentClaw.ParentBot.Tests.Terminal;

public sealed class NoticesTests
{
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();
    private readonly Typist _typist = new();
    private readonly ShownText _output = new();

    [Fact]
    public async Task What_is_told_while_a_line_is_typed_stands_above_it_and_the_line_goes_on()
    {
        var screen = new Screen(_output, () => (80, 24));
        var editor = new LineEditor(_typist.Keyboard, screen, [], _told.Reader);
        _typist.Type("/he");
        var line = editor.ReadAsync("> ", CancellationToken.None);
        await _output.ShownAsync("/he");

        _told.Writer.TryWrite("! nightly asks for: /deploy bob");
        await _output.ShownAsync("\r\e[K! nightly asks for: /deploy bob\n\r> /he");
        _typist.Type("lp\n");

        (await line).ShouldBe("/help");
    }

    [Fact]
    public async Task On_a_pipe_it_stands_on_lines_of_its_own()
    {
        using var chat = new ChatDriver();
        _told.Writer.TryWrite("! nightly asks for: /deploy bob");

        await chat.PipeAsync(chat.Setting with { Notices = _told.Reader }, "/say hello\n"u8.ToArray());

        chat.Output.ToString().ShouldContain("\n! nightly asks for: /deploy bob\n");
        chat.Output.ToString().ShouldContain("5 characters.");
    }

    [Fact]
    public async Task Where_nothing_more_can_come_the_line_is_still_read()
    {
        _told.Writer.Complete();
        var editor = new LineEditor(_typist.Keyboard, new Screen(_output, () => (80, 24)), [], _told.Reader);
        _typist.Type("/help\n");
        (await editor.ReadAsync("> ", CancellationToken.None)).ShouldBe("/help");
    }
}
