using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ParentClaw.TestKit;

/// <summary>Holds a traffic log against the API descriptions beside the repository (<c>../shared/specs</c>).</summary>
public static class TrafficCheck
{
    /// <summary>
    /// Path of the validator; null where it is not there. <c>PARENTCLAW_SHARED</c> names another folder.
    /// </summary>
    public static string? Validator { get; } = Folders()
        .Select(folder => Path.Combine(folder, "specs", "validate.py"))
        .FirstOrDefault(File.Exists);

    /// <summary>What is wrong with the log, a finding a line; empty where nothing is.</summary>
    /// <param name="log">The file.</param>
    /// <param name="kind">What it holds: <c>arm</c> or <c>telegram-log</c>.</param>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The validator is a program of its own.")]
    public static async Task<string> FindingsAsync(string log, string kind = "arm")
    {
        var start = new ProcessStartInfo("python3", [Validator!, kind, log])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var findings = await output + await errors;
        return process.ExitCode == 0 && findings.Length == 0 ? "" : $"exit {process.ExitCode}\n{findings}";
    }

    private static IEnumerable<string> Folders()
    {
        if (Environment.GetEnvironmentVariable("PARENTCLAW_SHARED") is { } named)
            yield return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ParentClaw.sln")))
                yield return Path.Combine(folder.Parent!.FullName, "shared");
        }
    }
}
