using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ParentClaw.TestKit;

/// <summary>
/// The real process, on a data folder, with lines on its standard input. For test projects that reference ParentBot:
/// its executable lies beside them.
/// </summary>
public sealed class RunningParentBot : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    /// <summary>Starts it.</summary>
    public RunningParentBot(string data, params string[] arguments)
        : this(data, [], arguments)
    {
    }

    /// <summary>Starts it with more in its environment, or from a folder of its own.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "What is tested is the process itself.")]
    public RunningParentBot(
        string data, IEnumerable<(string Name, string Value)> environment, string[] arguments, string? folder = null)
    {
        var program = Path.Combine(folder ?? AppContext.BaseDirectory, "parentbot.dll");
        // A shell's job in the background ignores SIGINT, and hands that on to what it starts.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", "exec", program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PARENTCLAW_DATA"] = data;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync(); // a full pipe would stop it
    }

    /// <summary>Its standard input.</summary>
    public StreamWriter Input => _process.StandardInput;

    /// <summary>Its standard output.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Gives it all its input, and waits for its end.</summary>
    public static async Task<(int Exit, string Output, string Errors)> RunAsync(
        string data, string input, params string[] arguments)
    {
        using var running = new RunningParentBot(data, arguments);
        await running.Input.WriteAsync(input);
        return await running.EndAsync();
    }

    /// <summary>Reads its output up to the line that holds a text, and returns that.</summary>
    /// <exception cref="InvalidOperationException">It ended, and never said so.</exception>
    public async Task<string> ReadToAsync(string text)
    {
        while (await Output.ReadLineAsync() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException($"It never said: {text}");
    }

    /// <summary>Sends it a signal, <c>TERM</c> or <c>INT</c>.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The platform has no other way to send one.")]
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Closes its standard input and waits for its end.</summary>
    public async Task<(int Exit, string Output, string Errors)> EndAsync()
    {
        Input.Close();
        var output = Output.ReadToEndAsync();
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await output, await _errors);
    }

    /// <summary>Kills it, as <c>kill -9</c> does.</summary>
    /// <exception cref="InvalidOperationException">It had ended by itself; the message holds what it said.</exception>
    public async Task KillAsync()
    {
        var exit = _process.HasExited ? _process.ExitCode : (int?)null;
        _process.Kill();
        await _process.WaitForExitAsync();
        if (exit is not null)
            throw new InvalidOperationException($"It had ended with {exit}:\n{await _errors}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
