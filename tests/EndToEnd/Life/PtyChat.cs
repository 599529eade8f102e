using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ParentClaw.EndToEnd.Life;

/// <summary>
/// <c>parentbot chat</c> in a process and a terminal of its own, with a person who types and reads; needs python3.
/// </summary>
internal sealed class PtyChat : IDisposable
{
    /// <summary>Far more than a busy computer needs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Hands bytes on between its own streams and a terminal of 100 columns; ends as what runs there ends.
    private const string Terminal =
        """
        import fcntl, os, pty, select, struct, sys, termios
        child, terminal = pty.fork()
        if child == 0:
            os.execvp(sys.argv[1], sys.argv[1:])
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
        sources = [0, terminal]
        while True:
            for source in select.select(sources, [], [])[0]:
                try:
                    data = os.read(source, 65536)
                except OSError:
                    data = b""
                if data:
                    os.write(terminal if source == 0 else 1, data)
                elif source == 0:
                    sources.remove(0)
                else:
                    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        """;

    private readonly Process _process;
    private readonly StringBuilder _shown = new();
    private readonly char[] _chunk = new char[4096];
    private int _read;

    [SuppressMessage("ApiDesign", "RS0030", Justification = "What is tested is the process itself.")]
    public PtyChat(string data, params string[] arguments)
    {
        var start = new ProcessStartInfo("python3", ["-c", Terminal, "dotnet", "exec", Program, "chat", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PARENTCLAW_DATA"] = data;
        start.Environment["TERM"] = "xterm";
        _process = Process.Start(start)!;
    }

    /// <summary>All that was shown so far.</summary>
    public string Shown => _shown.ToString();

    private static string Program => Path.Combine(AppContext.BaseDirectory, "parentbot.dll");

    /// <summary>Runs it where there is no terminal at all.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "What is tested is the process itself.")]
    public static async Task<(int Exit, string Output, string Errors)> RunWithoutTerminalAsync(
        string data, string input)
    {
        var start = new ProcessStartInfo("setsid", ["--wait", "dotnet", "exec", Program, "chat"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PARENTCLAW_DATA"] = data;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Types a line and the enter key.</summary>
    public Task TypeAsync(string line) => PressAsync($"{line}\r");

    /// <summary>Types a part of a line.</summary>
    public async Task PressAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Reads on until something is shown that was not read before.</summary>
    public async Task ReadAsync(string text)
    {
        using var late = new CancellationTokenSource(Patience);
        while (true)
        {
            if (Shown.IndexOf(text, _read, StringComparison.Ordinal) is >= 0 and var found)
            {
                _read = found + text.Length;
                return;
            }

            var count = await ReadAsync(late.Token);
            if (count == 0)
                throw new InvalidOperationException($"It never showed: {text}\n{Shown}");

            _shown.Append(_chunk.AsSpan(0, count));
        }
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> EndAsync()
    {
        _shown.Append(await _process.StandardOutput.ReadToEndAsync());
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    // Nothing where it is silent for too long: the caller then tells what was shown.
    private async Task<int> ReadAsync(CancellationToken late)
    {
        try
        {
            return await _process.StandardOutput.ReadAsync(_chunk, late);
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(); // its terminal goes with it, and the chat with that
        _process.Dispose();
    }
}
