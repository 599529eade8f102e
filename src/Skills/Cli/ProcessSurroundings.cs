using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ParentClaw.Skills.Cli;

/// <summary>The surroundings of this process.</summary>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "The command line is a face.")]
internal static class ProcessSurroundings
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Looks around.</summary>
    public static Surroundings Look() => new()
    {
        Output = Writer(Console.OpenStandardOutput()),
        Errors = Writer(Console.OpenStandardError()),
        OpenInput = Console.OpenStandardInput,
        Variable = Environment.GetEnvironmentVariable,
        Time = TimeProvider.System,
        IsInputTerminal = !Console.IsInputRedirected,
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        IsRoot = Environment.IsPrivilegedProcess,
        Columns = Console.IsOutputRedirected ? 0 : TerminalSize.Columns(),
        ReadLine = echoes => echoes ? ReadLine() : ReadHidden(),
    };

    private static StreamWriter Writer(Stream stream) => new(stream, Utf8) { AutoFlush = true };

    // The kernel's own line editing: Console.In would echo to standard output, which may be a pipe.
    private static string? ReadLine()
    {
        using var input = Console.OpenStandardInput();
        var line = new List<byte>();
        while (input.ReadByte() is >= 0 and var typed)
        {
            if (typed == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add((byte)typed);
        }

        return line.Count == 0 ? null : Encoding.UTF8.GetString([.. line]);
    }

    private static string? ReadHidden()
    {
        var line = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } && line.Length == 0)
                return null;
            if (key.Key == ConsoleKey.Backspace)
                line.Length = Math.Max(0, line.Length - 1);
            else if (key.KeyChar >= ' ')
                line.Append(key.KeyChar);
        }

        return line.ToString();
    }
}
