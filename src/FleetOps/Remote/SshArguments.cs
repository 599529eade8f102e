using System.Globalization;

namespace ParentClaw.FleetOps.Remote;

/// <summary>
/// The argument lists of the OpenSSH client. Pure; the client's own configuration files are never read.
/// </summary>
/// <remarks>
/// One client process of ours (the master, <c>ControlMaster=yes</c>) makes and owns the connection; commands and
/// forwards reach it through its socket and never connect by themselves, so that a failed connection is the master's
/// exit alone.
/// </remarks>
internal static class SshArguments
{
    /// <summary>The client's program.</summary>
    public const string Program = "ssh";

    /// <summary>
    /// The process that makes the connection and holds it. It prints <paramref name="greeting"/> once a shell on the
    /// machine runs, and ends when its stdin does: by whatever death of ours.
    /// </summary>
    public static IReadOnlyList<string> Master(
        RemoteTarget target, SshFiles files, string greeting, SshOptions options) =>
    [
        .. Alone(files.Socket, "yes"),
        .. Option("BatchMode", "yes"),
        .. Option("ConnectTimeout", Seconds(options.ConnectTimeout)),
        .. Option("ServerAliveInterval", Seconds(options.KeepAliveInterval)),
        .. Option("ServerAliveCountMax", "3"),
        // The default, a post-quantum exchange, costs three times the CPU of a whole connection (measured).
        .. Option("KexAlgorithms", "curve25519-sha256"),
        .. Option("StrictHostKeyChecking", "yes"),
        .. Option("HostKeyAlgorithms", "ssh-ed25519"),
        .. Option("HostKeyAlias", target.Claw.Value),
        .. Option("UserKnownHostsFile", files.KnownHosts),
        .. Option("GlobalKnownHostsFile", "/dev/null"),
        .. Option("UpdateHostKeys", "no"),
        .. Option("IdentityFile", files.Key),
        .. Option("IdentitiesOnly", "yes"),
        .. Option("IdentityAgent", "none"),
        .. Option("PreferredAuthentications", "publickey"),
        .. Option("LogLevel", "INFO"),
        .. options.ProxyJump is { Length: > 0 } jump ? Option("ProxyJump", jump) : [],
        .. Option("User", target.User),
        .. Option("Port", target.Port.ToString(CultureInfo.InvariantCulture)),
        "--", target.Address.ToString(), $"echo {greeting}; exec cat >/dev/null",
    ];

    /// <summary>One command over the master's connection. <paramref name="line"/> is shell text.</summary>
    public static IReadOnlyList<string> Session(RemoteTarget target, string socket, string line) =>
        [.. Client(socket), "--", target.Address.ToString(), line];

    /// <summary>Asks the master to forward a socket here to a port there.</summary>
    public static IReadOnlyList<string> Forward(RemoteTarget target, string socket, string local, int port) =>
        [.. Client(socket), "-O", "forward", .. Way(local, port), "--", target.Address.ToString()];

    /// <summary>Takes the forward back.</summary>
    public static IReadOnlyList<string> CancelForward(RemoteTarget target, string socket, string local, int port) =>
        [.. Client(socket), "-O", "cancel", .. Way(local, port), "--", target.Address.ToString()];

    /// <summary>
    /// The command as the shell text that sshd hands on: limited in time over there too, since it survives its client's
    /// death; and where it exits with 255, which is ssh's own code for "no connection", it says <paramref name="mark"/>
    /// last on stderr.
    /// </summary>
    public static string Line(RemoteCommand command, TimeSpan killAfter, string mark)
    {
        var words = ShellQuoting.Quote(command.Words);
        return $"timeout --kill-after={Number(killAfter)} {Number(command.Deadline)} {words}; "
            + $"s=$?; [ $s != 255 ] || printf {mark} >&2; exit $s";
    }

    private static IReadOnlyList<string> Client(string socket) =>
        [.. Alone(socket, "no"), .. Option("ProxyCommand", "false"), .. Option("LogLevel", "ERROR")];

    private static IReadOnlyList<string> Alone(string socket, string isMaster) =>
    [
        "-F", "/dev/null", "-T", "-a", "-x",
        .. Option("ControlMaster", isMaster), .. Option("ControlPath", socket), .. Option("ControlPersist", "no"),
    ];

    private static IReadOnlyList<string> Way(string local, int port) =>
    [
        .. Option("StreamLocalBindMask", "0177"),
        "-L", string.Create(CultureInfo.InvariantCulture, $"{local}:127.0.0.1:{port}"),
    ];

    private static string[] Option(string name, string value) => ["-o", $"{name}={value}"];

    private static string Seconds(TimeSpan span) =>
        ((int)Math.Ceiling(span.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static string Number(TimeSpan span) => span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
