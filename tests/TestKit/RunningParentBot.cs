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

    /// <summary>Starts it.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "What is tested is the process itself.")]
    public RunningParentBot(string data, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "parentbot.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PARENTCLAW_DATA"] = data;
        _process = Process.Start(start)!;
    }

    /// <summary>Its standard input.</summary>
    public StreamWriter Input => _process.StandardInput;

    /// <summary>Its standard output.</summary>
    public StreamReader Output => _process.StandardOutput;

    /// <summary>Gives it all its input, and waits for its end.</summary>
    public static async Task<(int Exit, string Output, string Errors)> RunAsync(
        string data, string input, params string[] arguments)
    {
        using var running = new RunningParentBot(data, arguments);
        await running.Input.WriteAsync(input);
        return await running.EndAsync();
    }

    /// <summary>Closes its standard input and waits for its end.</summary>
    public async Task<(int Exit, string Output, string Errors)> EndAsync()
    {
        Input.Close();
        var (output, errors) = (Output.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
        await _process.WaitForExitAsync();
        return (_process.ExitCode, await output, await errors);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
