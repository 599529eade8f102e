using System.Globalization;
using Xunit;

namespace ParentClaw.TestKit;

/// <summary>A fact that mounts a file system; skipped where this process may not (CAP_SYS_ADMIN).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MountFactAttribute : FactAttribute
{
    private const string Effective = "CapEff:";
    private const int SysAdmin = 21;

    /// <summary>A fact that is skipped by name where it cannot run.</summary>
    public MountFactAttribute() => Skip = MayMount() ? null : "Needs the right to mount a file system: run it as root.";

    private static bool MayMount()
    {
        const string status = "/proc/self/status";
        if (!File.Exists(status))
            return false;

        var line = File.ReadLines(status).First(line => line.StartsWith(Effective, StringComparison.Ordinal));
        var capabilities = ulong.Parse(line.AsSpan(Effective.Length).Trim(), NumberStyles.HexNumber);
        return (capabilities & (1UL << SysAdmin)) != 0;
    }
}
