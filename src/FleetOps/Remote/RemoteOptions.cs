using System.ComponentModel.DataAnnotations;

namespace ParentClaw.FleetOps.Remote;

/// <summary>How the parent enters its machines; the cloud's registration fills it in.</summary>
public sealed class RemoteOptions
{
    /// <summary>
    /// The account on each machine by which the parent enters and under which the gateway runs. It is made at the first
    /// boot: to change it makes machines of before unreachable.
    /// </summary>
    [Required, RegularExpression("[a-z][a-z0-9-]{0,30}")]
    public string AdminUser { get; set; } = "claw";
}
