namespace ParentClaw.FleetOps.Health;

/// <summary>
/// What <c>probe.sh --json</c> says of a machine. Absent values are null: an old machine reports less.
/// </summary>
public sealed record ProbeReport
{
    /// <summary><c>booting</c>, <c>ready</c> or <c>failed</c>: how far boot.sh is.</summary>
    public string? Boot { get; init; }

    /// <summary>What boot.sh is at while it runs: <c>installing</c>, or the name of a step; else null.</summary>
    public string? BootStep { get; init; }

    /// <summary>boot.sh's one line of error.</summary>
    public string? BootError { get; init; }

    /// <summary>Whether the disk was given up on purpose, as before the machine is deallocated.</summary>
    public bool? IsDrained { get; init; }

    /// <summary>Whether the gateway's <c>/healthz</c> answered as live.</summary>
    public bool? Live { get; init; }

    /// <summary>Whether <c>/readyz</c> answered as ready.</summary>
    public bool? Ready { get; init; }

    /// <summary>Whether <c>/startupz</c> says that it is still starting.</summary>
    public bool? Starting { get; init; }

    /// <summary>The parts that <c>/readyz</c> names as failing.</summary>
    public IReadOnlyList<string> Failing { get; init; } = [];

    /// <summary>Whether its secrets were delivered; it is not started without.</summary>
    public bool? HasSecrets { get; init; }

    /// <summary>
    /// State of the gateway's unit, as systemd says it: <c>active</c>, <c>failed</c>, <c>inactive</c>,
    /// <c>activating</c>.
    /// </summary>
    public string? Unit { get; init; }

    /// <summary>How often systemd restarted it.</summary>
    public int? Restarts { get; init; }

    /// <summary>Exit code of its last end; 78 is a refused configuration or state.</summary>
    public int? ExitCode { get; init; }

    /// <summary>OpenClaw's version.</summary>
    public string? OpenClaw { get; init; }

    /// <summary>Version of the app layer.</summary>
    public string? AppLayer { get; init; }

    /// <summary>Whether the data disk is mounted.</summary>
    public bool? IsMounted { get; init; }

    /// <summary>Whether it is mounted read-only, as the kernel does after an error of the disk.</summary>
    public bool? IsReadOnly { get; init; }

    /// <summary>Fill of the data disk in percent.</summary>
    public int? DiskPercent { get; init; }

    /// <summary>Use of its inodes in percent.</summary>
    public int? InodePercent { get; init; }

    /// <summary>Use of memory in percent.</summary>
    public int? MemoryPercent { get; init; }

    /// <summary>Load of the last minute, per core.</summary>
    public double? Load { get; init; }

    /// <summary>The machine's clock.</summary>
    public DateTimeOffset? Clock { get; init; }

    /// <summary>Number of the last update script that ran.</summary>
    public int? UpdatesAt { get; init; }

    /// <summary>How many pairing requests wait; null where it was not looked at.</summary>
    public int? PendingPairings { get; init; }

    /// <summary>The last lines of error, newest last.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];
}
