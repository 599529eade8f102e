using System.Diagnostics;

namespace ParentClaw.Sandbox;

/// <summary>A shell script that makes images, for whoever supplies them to <see
/// cref="SandboxOptions.Images"/>.</summary>
public static class ImageScript
{
    /// <summary>How many of its last words a failure repeats.</summary>
    private const int LastWords = 5;

    /// <summary>Runs it to its end; a cancelled one is killed with its children.</summary>
    /// <param name="script">Path of a bash script.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What it gets beyond this process's own environment.</param>
    /// <param name="says">Called with each line that it writes to stderr.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IOException">It failed; the message ends with its last words.</exception>
    public static async Task RunAsync(
        string script, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment,
        Action<string> says, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("bash", [script, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
#pragma warning disable RS0030 // The sandbox starts processes, and this one is started for it.
        using var process = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
#pragma warning restore RS0030
        process.StandardInput.Close();
        var last = new Queue<string>();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            while (await process.StandardError.ReadLineAsync(cancellationToken) is { } line)
            {
                says(line);
                last.Enqueue(line);
                if (last.Count > LastWords)
                    last.Dequeue();
            }

            await output;
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
            throw new IOException(
                $"{Path.GetFileName(script)} ended with {process.ExitCode}: {string.Join(" | ", last)}");
    }
}
