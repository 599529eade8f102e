using System.ComponentModel.DataAnnotations;

namespace ParentClaw.FleetOps.Storage;

/// <summary>How long the store keeps what.</summary>
public sealed class StorageOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Storage";

    /// <summary>How many daily copies are kept.</summary>
    [Range(1, 365)]
    public int Copies { get; set; } = 7;

    /// <summary>
    /// For how many days probes, closed incidents and rung attempts are kept. Events are kept for good.
    /// </summary>
    [Range(1, 3650)]
    public int HistoryDays { get; set; } = 30;
}
