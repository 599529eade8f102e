using Xunit;
using Xunit.Sdk;

namespace ParentClaw.TestKit;

/// <summary>
/// A fact on machines that boot: containers of systemd-nspawn with the real OpenClaw. Of category <c>Machines</c>,
/// which
/// <c>./check</c> runs by itself at the end; skipped by name where this process is not root on Debian or a program is
/// missing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[TraitDiscoverer("ParentClaw.TestKit.MachineTraits", "TestKit")]
public sealed class MachineFactAttribute : FactAttribute, ITraitAttribute
{
    /// <summary>Skipped, with the reason, where it cannot run.</summary>
    public MachineFactAttribute() => Skip = Missing;

    /// <summary>What keeps machines from booting here; null where nothing does.</summary>
    public static string? Missing { get; } = new NspawnFactAttribute().Skip;
}
