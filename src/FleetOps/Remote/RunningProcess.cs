using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ParentClaw.FleetOps.Remote;

/// <summary>
/// A started process, leader of a session and process group of its own: a Ctrl+C in our terminal does not reach it, and
/// <see cref="Kill"/> ends its children with it. Disposing kills what still runs.
/// </summary>
internal sealed class RunningProcess : IDisposable
{
    private const int SigKill = 9;

    private readonly Process _process;
    private volatile bool _isDisposed;

    private RunningProcess(Process process) => _process = process;

    /// <summary>Whether it ended.</summary>
    public bool HasExited => _isDisposed || _process.HasExited;

    /// <summary>Its stdin; closing it is the end of file.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Its stdout.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Its stderr.</summary>
    public Stream Error => _process.StandardError.BaseStream;

    /// <summary>Starts it. A program that is not there ends with 127, as in a shell.</summary>
    public static RunningProcess Start(ProcessOrder order)
    {
        // A child of ours is no group leader, so setsid does not fork: the id we get stays the program's own.
        var start = new ProcessStartInfo("/usr/bin/setsid", ["--", order.Program, .. order.Arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = order.WorkingFolder ?? "",
        };
        if (order.Environment is { } environment)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environment)
                start.Environment[name] = value;
        }
#pragma warning disable RS0030 // the one place of FleetOps that starts processes
        return new RunningProcess(Process.Start(start)
            ?? throw new InvalidOperationException($"{order.Program} did not start."));
#pragma warning restore RS0030
    }

    /// <summary>Waits for its end and returns the exit code; 128 + n where signal n ended it.</summary>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Ends it and all of its group at once. Doing so twice changes nothing.</summary>
    public void Kill()
    {
        // The group outlives its leader as long as it has a member, and its number is not given away before.
        _ = SendSignal(-_process.Id, SigKill);
        _process.Kill();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int id, int signal);
}
