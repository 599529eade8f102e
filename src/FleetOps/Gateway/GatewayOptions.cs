using System.ComponentModel.DataAnnotations;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>How the gateways of the claws are spoken to.</summary>
public sealed class GatewayOptions
{
    /// <summary>Its section of the configuration.</summary>
    public const string Section = "Gateway";

    /// <summary>
    /// RPC connections kept open, each over a claw's SSH connection; beyond, the one unused for longest is closed.
    /// Default 64.
    /// </summary>
    [Range(1, 1024)]
    public int MostConnections { get; set; } = 64;

    /// <summary>An unused RPC connection is closed after this. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan IdleTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// From the first byte to the gateway's hello. Default 5 s: it takes 7 ms, and some 100 ms over a new SSH forward.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan OpenTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// What one question may take where its method is not known to be slow. Default 10 s: most take 1-30 ms, and a
    /// gateway under load a second.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long the command line is used where a gateway speaks no RPC that we know, before it is tried again. Default
    /// 10 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SilentTime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long the command line is used where a gateway could not be reached by RPC. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Largest answer that is taken; a larger one closes the connection. Default 8 MiB.</summary>
    [Range(64 * 1024, 64 * 1024 * 1024)]
    public int LargestAnswer { get; set; } = 8 * 1024 * 1024;

    /// <summary>
    /// From one look at who waits to be let in to the next, over the open RPC connections: 3 ms of the machine's time
    /// each. Default 15 s. OpenClaw tells of devices that wait by itself, but not of people (2026.9.6).
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan PairingInterval { get; set; } = TimeSpan.FromSeconds(15);
}
