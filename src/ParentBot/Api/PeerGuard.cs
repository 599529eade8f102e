using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.ParentBot.Api;

/// <summary>Stands at the socket: who is neither of our account nor root is cut off before a byte is read.</summary>
internal sealed partial class PeerGuard(ILogger<PeerGuard> logger)
{
    private readonly ConcurrentDictionary<uint, byte> _told = new();

    /// <summary>Lets a connection through to the next, with its <see cref="SocketCaller"/>; or cuts it.</summary>
    public ConnectionDelegate Before(ConnectionDelegate next) => connection =>
    {
        if (Find(connection) is not { Peer.IsTrusted: true } caller)
        {
            connection.Abort();
            return Task.CompletedTask;
        }

        connection.Features.Set(caller);
        return next(connection);
    };

    private SocketCaller? Find(ConnectionContext connection)
    {
        try
        {
            var peer = SocketPeer.Of(connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket);
            if (!peer.IsTrusted && _told.TryAdd(peer.UserId, 0))
                LogStranger(peer.UserId, peer.ProcessId);
            return SocketCaller.Of(peer);
        }
        catch (SocketException unknown)
        {
            LogUnknown(unknown);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Account {User} (process {Process}) was cut off at the socket; said once")]
    private partial void LogStranger(uint user, int process);

    [LoggerMessage(LogLevel.Warning, "The kernel does not say who connected to the socket: cut off")]
    private partial void LogUnknown(Exception unknown);
}
