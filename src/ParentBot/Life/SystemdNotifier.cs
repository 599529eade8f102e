using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ParentClaw.ParentBot.Life;

/// <summary>
/// Tells systemd how the process is, by the protocol of
/// <see href="https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html">sd_notify</see>: datagrams of
/// <c>NAME=value</c> lines to the socket that it named in the environment.
/// </summary>
internal sealed class SystemdNotifier : IDisposable
{
    private const string SocketVariable = "NOTIFY_SOCKET";
    private const string IntervalVariable = "WATCHDOG_USEC";
    private const string ProcessVariable = "WATCHDOG_PID";

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly UnixDomainSocketEndPoint _systemd;

    private SystemdNotifier(string address, TimeSpan? watchdog)
    {
        // @ stands for the zero byte of Linux's abstract names.
        _systemd = new UnixDomainSocketEndPoint(address.StartsWith('@') ? $"\0{address[1..]}" : address);
        Watchdog = watchdog;
    }

    /// <summary>How long systemd waits for a sign of life before it kills the process; null for no watchdog.</summary>
    public TimeSpan? Watchdog { get; }

    /// <summary>The one of an environment; null where systemd did not start the process, or does not ask.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static SystemdNotifier? Of(Func<string, string?> variable) =>
        variable(SocketVariable) is { Length: > 1 } address && address[0] is '/' or '@'
            ? new SystemdNotifier(address, WatchdogOf(variable))
            : null;

    /// <summary>
    /// The one of this process's environment, from which it is taken: programs we start are not systemd's to hear.
    /// </summary>
    public static SystemdNotifier? Take()
    {
        var notifier = Of(Environment.GetEnvironmentVariable);
        foreach (var name in new[] { SocketVariable, IntervalVariable, ProcessVariable })
            Environment.SetEnvironmentVariable(name, null);
        return notifier;
    }

    /// <summary>Tells one or more things at once, such as <c>READY=1</c>.</summary>
    /// <exception cref="SocketException">Systemd does not listen.</exception>
    public void Tell(params string[] assignments) =>
        _socket.SendTo(Encoding.UTF8.GetBytes(string.Join('\n', assignments)), _systemd);

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static TimeSpan? WatchdogOf(Func<string, string?> variable)
    {
        var isOurs = variable(ProcessVariable) is not { Length: > 0 } process
            || process == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return isOurs
            && long.TryParse(
                variable(IntervalVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var micros)
            && micros > 0
                ? TimeSpan.FromMicroseconds(micros)
                : null;
    }
}
