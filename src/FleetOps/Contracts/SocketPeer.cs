using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>
/// Who is at the other end of a Unix socket, as the kernel knows it: unix(7), <c>SO_PEERCRED</c>; Linux alone.
/// </summary>
/// <param name="ProcessId">The process that connected, or that listens; 0 where it is not visible from here.</param>
/// <param name="UserId">The account it ran under then.</param>
public sealed record SocketPeer(int ProcessId, uint UserId)
{
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int PeerCredentials = 17; // SO_PEERCRED: struct ucred, three numbers of 32 bits
    private const int CredentialsSize = 12;

    /// <summary>The account of this process.</summary>
    public static uint OwnUserId { get; } = GetEffectiveUserId();

    /// <summary>Whether it is of the account of this process, or root, who may do all of it anyway.</summary>
    public bool IsTrusted => UserId == OwnUserId || UserId == 0;

    /// <summary>The other end of a connected socket.</summary>
    /// <exception cref="SocketException">The kernel does not tell: no Unix socket, or no Linux.</exception>
    public static SocketPeer Of(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[CredentialsSize];
        if (socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials) < CredentialsSize)
            throw new SocketException((int)SocketError.OperationNotSupported);

        return new SocketPeer(
            MemoryMarshal.Read<int>(credentials), MemoryMarshal.Read<uint>(credentials[sizeof(int)..]));
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetEffectiveUserId();
}
