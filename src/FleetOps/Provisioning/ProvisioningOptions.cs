using System.ComponentModel.DataAnnotations;

namespace ParentClaw.FleetOps.Provisioning;

/// <summary>
/// What every new machine of the fleet is told besides what its claw says; section <c>Provisioning</c>.
/// </summary>
public sealed class ProvisioningOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Provisioning";

    /// <summary>
    /// A file of JSON that is laid over the configuration with which a new data disk begins: providers of your own, a
    /// Bot API server of your own (<c>channels.telegram.apiRoot</c>). No secrets: it travels in custom data.
    /// <value>The default is null: nothing.</value>
    /// </summary>
    public string? GatewayConfig { get; set; }

    /// <summary>
    /// IANA zone of the machines' clocks, in which <see cref="QuietHour"/> is meant. <value>The default is UTC.</value>
    /// </summary>
    [Required]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>
    /// Hour of the day in which the system updates itself, and restarts what that needs. <value>The default is
    /// 4.</value>
    /// </summary>
    [Range(0, 23)]
    public int QuietHour { get; set; } = 4;
}
