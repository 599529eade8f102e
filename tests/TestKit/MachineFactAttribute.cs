using System.Runtime.InteropServices;
using Xunit;
using Xunit.Sdk;

namespace ParentClaw.TestKit;

/// <summary>
/// A fact on machines that boot: containers of systemd-nspawn with the real OpenClaw. Of category <c>Machines</c>, which
/// <c>./check</c> runs by itself at the end; skipped by name where this process is not root on Debian or a program is
/// missing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[TraitDiscoverer("ParentClaw.TestKit.MachineTraits", "TestKit")]
public sealed class MachineFactAttribute : FactAttribute, ITraitAttribute
{
    private static readonly string[] Programs =
        ["debootstrap", "systemd-nspawn", "losetup", "iptables", "ip", "nsenter", "flock"];

    /// <summary>Skipped, with the reason, where it cannot run.</summary>
    public MachineFactAttribute() => Skip = Missing;

    /// <summary>What keeps machines from booting here; null where nothing does.</summary>
    public static string? Missing { get; } = FindMissing();

    private static string? FindMissing()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return "Needs root on Linux, to boot machines.";

        if (RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
            return "Needs a computer for which Node.js is built.";

        return new NeedsAttribute(Programs).Skip;
    }
}
