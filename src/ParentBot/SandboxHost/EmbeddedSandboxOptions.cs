using System.ComponentModel.DataAnnotations;
using ParentClaw.Sandbox;

namespace ParentClaw.ParentBot.SandboxHost;

/// <summary>
/// The embedded sandbox; section <c>Sandbox</c>. Read only where <c>Cloud:Kind</c> is <c>Sandbox</c>.
/// </summary>
internal sealed class EmbeddedSandboxOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Sandbox";

    /// <summary>What stands behind a virtual machine. <value>The default is <c>Process</c>.</value></summary>
    public MachineKind Machines { get; set; } = MachineKind.Process;

    /// <summary>
    /// Where the images of machines that boot are kept for all sandboxes of this computer; 2 GB. <value>The default is
    /// <c>$XDG_CACHE_HOME/parentclaw/images</c>, else root's <c>/var/cache/parentclaw/images</c>.</value>
    /// </summary>
    public string? ImageCache { get; set; }

    /// <summary>
    /// Scale of Azure's durations: 1 is as slow as Azure, 0 is at once. <value>The default is 0.05.</value>
    /// </summary>
    [Range(0, 10)]
    public double Speed { get; set; } = 0.05;

    /// <summary>Cores that the made-up subscription has. <value>The default is 200.</value></summary>
    [Range(2, 1_000_000)]
    public int CoreQuota { get; set; } = 200;

    /// <summary>Port of the ARM server on loopback; 0 takes a free one. <value>The default is 0.</value></summary>
    [Range(0, 65535)]
    public int Port { get; set; }

    /// <summary>
    /// Faults from the start, each as <c>CALL ACTION [STATUS CODE]</c>, e.g.
    /// <c>VirtualMachines_CreateOrUpdate Answer 409 AllocationFailed</c>; more by the control route.
    /// </summary>
    public IReadOnlyList<string> Faults { get; set; } = [];
}
