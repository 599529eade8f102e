using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.ParentBot.Api;

/// <summary>The process that connected to the socket, as the kernel knew it then.</summary>
/// <param name="Peer">Which, and of which account.</param>
/// <param name="HasTerminal">Whether it had a controlling terminal: a person can sit there.</param>
internal sealed record SocketCaller(SocketPeer Peer, bool HasTerminal)
{
    /// <summary>The caller behind a peer.</summary>
    public static SocketCaller Of(SocketPeer peer) => new(peer, HasTerminalOf(peer.ProcessId));

    /// <summary>The account's name: that of this process, or root, as nobody else is let in.</summary>
    public string UserName => Peer.UserId == SocketPeer.OwnUserId ? Environment.UserName : "root";

    private static bool HasTerminalOf(int process)
    {
        if (process <= 0)
            return false; // it is in another process namespace and cannot be looked at

        try
        {
            return HasTerminalIn(File.ReadAllText($"/proc/{process}/stat"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>
    /// Reads <c>tty_nr</c>, the fifth field behind the program's name, proc_pid_stat(5); the name may hold anything.
    /// </summary>
    internal static bool HasTerminalIn(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 4 && fields[4] != "0";
    }
}
