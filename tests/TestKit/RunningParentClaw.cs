using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ParentClaw.TestKit;

/// <summary>
/// The real command line, as a process of its own on a data folder. For test projects that reference Skills: its
/// executable lies beside them.
/// </summary>
public static class RunningParentClaw
{
    /// <summary>The executable.</summary>
    public static string Program => Path.Combine(AppContext.BaseDirectory, "parentclaw.dll");

    /// <summary>Runs it to its end, without a terminal.</summary>
    public static Task<(int Exit, string Output, string Errors)> RunAsync(string data, params string[] arguments) =>
        RunAsync(data, "dotnet", ["exec", Program, .. arguments]);

    /// <summary>Runs a program that runs it, as a shell, on a data folder.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "What is tested is the process itself.")]
    public static async Task<(int Exit, string Output, string Errors)> RunAsync(
        string data, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PARENTCLAW_DATA"] = data;
        start.Environment.Remove("PARENTCLAW_AGENT");
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
