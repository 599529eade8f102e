using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ParentClaw.Benchmarks;

/// <summary>One start of the executable that was built beside this one.</summary>
/// <param name="After">From the start of its process to the first prompt.</param>
/// <param name="ResidentMegabytes">Its resident memory then, in units of 1,000,000 bytes.</param>
internal sealed partial record FirstPrompt(TimeSpan After, double ResidentMegabytes)
{
    private const string Prompt = "parentclaw> ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts it on a terminal of its own, waits for the prompt, and ends it as a person would.</summary>
    /// <param name="dataFolder">Its data folder.</param>
    /// <param name="cancellationToken">Ends the wait; the process is then killed.</param>
    /// <exception cref="TimeoutException">It showed no prompt within a minute.</exception>
    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "A real start is what is measured.")]
    public static async Task<FirstPrompt> AwaitAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        using var process = Process.Start(OnTerminal(dataFolder))!;
        try
        {
            await ReadPromptAsync(process.StandardOutput, cancellationToken);
            var after = Stopwatch.GetElapsedTime(since);
            var resident = ResidentOf(ProcessIn(dataFolder));
            await process.StandardInput.WriteAsync("/quit\r");
            await process.StandardInput.FlushAsync(cancellationToken);
            _ = await process.StandardOutput.ReadToEndAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
            await process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
            return new FirstPrompt(after, resident);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    // script (of every Debian) runs a command on a new terminal and hands on what it shows.
    private static ProcessStartInfo OnTerminal(string dataFolder) => new("script")
    {
        ArgumentList =
        {
            "--quiet", "--flush", "--return", "--command",
            $"exec dotnet '{Path.Combine(AppContext.BaseDirectory, "parentbot.dll")}' --Sandbox:CoreQuota=100000",
            "/dev/null",
        },
        Environment = { ["PARENTCLAW_DATA"] = dataFolder, ["TERM"] = "xterm" },
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static async Task ReadPromptAsync(StreamReader output, CancellationToken cancellationToken)
    {
        var shown = new StringBuilder();
        var chunk = new char[1024];
        while (!shown.ToString().Contains(Prompt, StringComparison.Ordinal))
        {
            var read = await output.ReadAsync(chunk, cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
            if (read == 0)
                throw new InvalidOperationException($"It ended before its prompt: {shown}");

            shown.Append(chunk, 0, read);
        }
    }

    // The lock's holder is the parent itself, not the terminal around it.
    private static int ProcessIn(string dataFolder) => int.Parse(
        FirstNumber().Match(File.ReadAllText(Path.Combine(dataFolder, "parent.holder"))).Value,
        CultureInfo.InvariantCulture);

    private static double ResidentOf(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(
            line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(FirstNumber().Match(line).Value, CultureInfo.InvariantCulture) * 1024 / 1_000_000;
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex FirstNumber();
}
