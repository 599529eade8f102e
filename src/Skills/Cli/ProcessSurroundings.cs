using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ParentClaw.Skills.Cli;

/// <summary>The surroundings of this process.</summary>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "The command line is a face.")]
internal static class ProcessSurroundings
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Looks around.</summary>
    public static Surroundings Look() => new()
    {
        Output = Writer(Console.IsOutputRedirected ? Console.OpenStandardOutput() : Terminal(1, FileAccess.Write)),
        Errors = Writer(Console.IsErrorRedirected ? Console.OpenStandardError() : Terminal(2, FileAccess.Write)),
        OpenInput = OpenInput,
        Variable = Environment.GetEnvironmentVariable,
        Time = TimeProvider.System,
        IsInputTerminal = !Console.IsInputRedirected,
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        IsRoot = Environment.IsPrivilegedProcess,
        Columns = Console.IsOutputRedirected ? 0 : TerminalSize.Columns(),
        ReadLine = ReadLine,
        HideTyping = () => new HiddenTyping(),
    };

    private static StreamWriter Writer(Stream stream) => new(stream, Utf8) { AutoFlush = true };

    private static Stream OpenInput() =>
        Console.IsInputRedirected ? Console.OpenStandardInput() : Terminal(0, FileAccess.Read);

    // Console's own streams change a terminal before they use it, and echo what is typed to standard output, which may
    // be a pipe. The kernel's line editing is all that is needed here.
    private static FileStream Terminal(int file, FileAccess access) =>
        new(new SafeFileHandle(file, ownsHandle: false), access, bufferSize: 0);

    private static string? ReadLine()
    {
        using var input = OpenInput();
        var line = new List<byte>();
        while (input.ReadByte() is >= 0 and var typed)
        {
            if (typed == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add((byte)typed);
        }

        return line.Count == 0 ? null : Encoding.UTF8.GetString([.. line]);
    }
}
