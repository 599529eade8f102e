using System.ComponentModel.DataAnnotations;

namespace ParentClaw.FleetOps.Remote;

/// <summary>How the machines are reached.</summary>
public sealed class SshOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Ssh";

    /// <summary>Longest time from the first packet to a shell on the machine. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A silent connection is asked for a sign of life this often; the third unanswered one ends it. Default 15 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>An unused connection is closed after this. Default 2 min: a sweep a minute finds it open.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan IdleTime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Connections kept open; beyond, the one unused for longest is closed. Only connections in use at the same time
    /// may exceed it. Default 64, at some 6 MB each.
    /// </summary>
    [Range(1, 4096)]
    public int MaxConnections { get; set; } = 64;

    /// <summary>
    /// Commands at once over one connection. Default and most 4: sshd admits 10 sessions (MaxSessions), one holds the
    /// connection open, and an ended one counts until sshd has looked through all it received, so each may count twice.
    /// </summary>
    [Range(1, 4)]
    public int SessionsPerConnection { get; set; } = 4;

    /// <summary>
    /// A command that ignores its deadline's SIGTERM is killed on the machine after this. Default 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan KillAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Hosts to jump through, <c>[user@]host[:port][,…]</c>; entered with the parent account's own keys. Default none.
    /// </summary>
    public string? ProxyJump { get; set; }

    /// <summary>
    /// Where the sockets and, while a connection is made, its key lie. Default <c>$XDG_RUNTIME_DIR</c>, else
    /// <c>/tmp</c>.
    /// </summary>
    public string? RuntimeFolder { get; set; }
}
