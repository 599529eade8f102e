using System.Diagnostics;

namespace ParentClaw.Sandbox.Machines;

/// <summary>Local programs. The sandbox's machines are local processes, so it starts them itself.</summary>
internal static class LocalCommand
{
    /// <summary>More of a stream than this is cut off; nobody is shown more.</summary>
    private const int Kept = 64 * 1024;

    /// <summary>Runs a program to its end; a cancelled one is killed with its children.</summary>
    /// <param name="environment">All of its environment, or null for this process's own.</param>
    public static async Task<CommandOutput> RunAsync(
        IReadOnlyList<string> command, string? folder, IReadOnlyDictionary<string, string>? environment,
        CancellationToken cancellationToken)
    {
        using var process = Start(command, folder, environment, captured: true);
        try
        {
            var output = ReadAsync(process.StandardOutput, cancellationToken);
            var errors = ReadAsync(process.StandardError, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new CommandOutput(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Runs a program of this computer that must succeed; what it printed.</summary>
    /// <exception cref="IOException">It failed; the message holds what it said.</exception>
    public static async Task<string> RequireAsync(CancellationToken cancellationToken, params string[] command)
    {
        var output = await RunAsync(command, null, null, cancellationToken);
        return output.ExitCode == 0
            ? output.StandardOutput
            : throw new IOException(
                $"'{string.Join(' ', command)}' ended with {output.ExitCode}: {output.StandardError.Trim()}");
    }

    /// <summary>Starts a program that outlives this process.</summary>
    public static int Launch(
        IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string>? environment)
    {
        using var process = Start(command, folder, environment, captured: false);
        return process.Id;
    }

    private static Process Start(
        IReadOnlyList<string> command, string? folder, IReadOnlyDictionary<string, string>? environment, bool captured)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            WorkingDirectory = folder ?? "",
            RedirectStandardOutput = captured,
            RedirectStandardError = captured,
        };
        if (environment is not null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environment)
                start.Environment[name] = value;
        }

#pragma warning disable RS0030 // This is the place where the sandbox starts processes.
        return Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
#pragma warning restore RS0030
    }

    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var kept = new System.Text.StringBuilder();
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (kept.Length < Kept)
                kept.Append(buffer, 0, read);
        }

        return kept.ToString();
    }
}
