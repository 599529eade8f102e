using System.Threading.Channels;
using ParentClaw.ParentBot.Terminal;

namespace ParentClaw.ParentBot.Tests.Terminal;

/// <summary>Somebody at the keyboard.</summary>
internal sealed class Typist
{
    public static readonly ConsoleKeyInfo CtrlC = new('\u0003', ConsoleKey.C, shift: false, alt: false, control: true);
    public static readonly ConsoleKeyInfo CtrlD = new('\u0004', ConsoleKey.D, shift: false, alt: false, control: true);

    private readonly Channel<ConsoleKeyInfo> _keys = Channel.CreateUnbounded<ConsoleKeyInfo>();

    public Typist() => Keyboard = new Keyboard(_keys.Reader);

    public Keyboard Keyboard { get; }

    public static ConsoleKeyInfo Key(ConsoleKey key, bool control = false) =>
        new('\0', key, shift: false, alt: false, control);

    public Typist Press(params ConsoleKeyInfo[] keys)
    {
        foreach (var key in keys)
            _keys.Writer.TryWrite(key);
        return this;
    }

    public Typist Press(params ConsoleKey[] keys) => Press([.. keys.Select(key => Key(key))]);

    public Typist Type(string text) => Press([.. text.Select(letter => letter == '\n'
        ? new ConsoleKeyInfo('\r', ConsoleKey.Enter, false, false, false)
        : new ConsoleKeyInfo(letter, ConsoleKey.None, false, false, false))]);
}
