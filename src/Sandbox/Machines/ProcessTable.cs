using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ParentClaw.Sandbox.Machines;

/// <summary>Processes as <c>/proc</c> shows them.</summary>
internal static partial class ProcessTable
{
    /// <summary>In the environment of every process of a machine; a child inherits it whatever else it does.</summary>
    public const string MachineVariable = "SANDBOX_MACHINE";

    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>Start time in clock ticks since the computer's boot; null for one that is gone or a zombie.</summary>
    public static long? StartTicksOf(int pid)
    {
        var stat = Read($"/proc/{pid}/stat");
        // The name in parentheses may hold anything; fields are counted from behind it (state is the third of all).
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19 && fields[0] is not ("Z" or "X")
            ? long.Parse(fields[19], CultureInfo.InvariantCulture)
            : null;
    }

    public static bool IsAlive(int pid, long startTicks) => pid > 0 && StartTicksOf(pid) == startTicks;

    /// <summary>All processes of a machine, those that detached themselves too.</summary>
    public static IReadOnlyList<int> OfMachine(string machine)
    {
        var wanted = $"{MachineVariable}={machine}";
        return
        [
            .. Directory.EnumerateDirectories("/proc")
                .Select(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
                .Where(pid => pid > 0 && Read($"/proc/{pid}/environ").Split('\0').Contains(wanted))
                .Where(pid => StartTicksOf(pid) is not null),
        ];
    }

    /// <summary>A process that is gone already is no error.</summary>
    public static void Signal(int pid, int signal) => _ = SendSignal(pid, signal);

    public static void SignalAll(string machine, int signal)
    {
        foreach (var pid in OfMachine(machine))
            Signal(pid, signal);
    }

    /// <summary>Empty for what is gone by now or not ours to read.</summary>
    private static string Read(string path)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(path));
        }
        catch (IOException)
        {
            return "";
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int pid, int signal);
}
