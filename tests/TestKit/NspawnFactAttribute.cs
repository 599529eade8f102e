using Xunit.Sdk;

namespace ParentClaw.TestKit;

/// <summary>
/// A test on machines that boot: of category <c>Integration</c>, and skipped by name where it is not run by root on a
/// computer that has what such machines need.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[TraitDiscoverer("ParentClaw.TestKit.NeedsTraits", "TestKit")]
public sealed class NspawnFactAttribute : FactAttribute, ITraitAttribute
{
    private static readonly string[] Programs = ["systemd-nspawn", "debootstrap", "losetup", "iptables", "nsenter"];

    /// <summary>A fact that is skipped by name where it cannot run.</summary>
    public NspawnFactAttribute() =>
        Skip = Environment.UserName != "root"
            ? "machines that boot need root"
            : new NeedsAttribute(Programs).Skip;
}
