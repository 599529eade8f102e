using System.Buffers;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>A WebSocket through a Unix socket: whole text frames out and in, none larger than the limit.</summary>
/// <param name="largest">Most bytes of a frame that comes in.</param>
internal sealed class GatewaySocket(int largest) : IDisposable
{
    private const int PieceSize = 32 * 1024;
    private const int ServerFault = 500;

    // A gateway that is stopped or cut off answers no ping either; the next question then opens another connection.
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(15);

    private readonly ClientWebSocket _socket = new()
    {
        Options =
        {
            CollectHttpResponseDetails = true,
            KeepAliveInterval = SignOfLife,
            KeepAliveTimeout = SignOfLife,
        },
    };

    private readonly SemaphoreSlim _sending = new(1);
    private readonly ArrayBufferWriter<byte> _frame = new();

    /// <summary>Connects to the gateway behind a forward's socket.</summary>
    /// <exception cref="RpcException">
    /// <see cref="RpcFault.NotSpoken"/>: something answers there, but no WebSocket; else
    /// <see cref="RpcFault.NotOpened"/>.
    /// </exception>
    public async Task ConnectAsync(string path, CancellationToken cancellationToken)
    {
        using var way = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) => await EnterAsync(path, cancellation),
            UseProxy = false,
        };
        using var invoker = new HttpMessageInvoker(way);
        try
        {
            await _socket.ConnectAsync(new Uri("ws://127.0.0.1/"), invoker, cancellationToken);
        }
        catch (WebSocketException failure)
        {
            // While it starts a gateway answers 503; one that speaks no WebSocket, or none to us, another status.
            var status = (int)_socket.HttpStatusCode;
            throw status is > 0 and < ServerFault
                ? new RpcException(RpcFault.NotSpoken, $"it answered {status} and no WebSocket", failure)
                : new RpcException(RpcFault.NotOpened, "nobody answers", failure);
        }
    }

    /// <summary>Sends a frame, after those that are on the way.</summary>
    /// <returns>False where the connection broke: a part of it may have arrived.</returns>
    public async Task<bool> TrySendAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            return true;
        }
        catch (Exception broken) when (broken is WebSocketException or ObjectDisposedException or IOException)
        {
            return false;
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>The next frame; null once the connection is closed or broken.</summary>
    /// <exception cref="RpcException"><see cref="RpcFault.Malformed"/>: no text, too large, or no frame.</exception>
    public async Task<GatewayFrame?> ReceiveAsync()
    {
        _frame.ResetWrittenCount();
        try
        {
            while (true)
            {
                var piece = await _socket.ReceiveAsync(_frame.GetMemory(PieceSize), CancellationToken.None);
                if (piece.MessageType == WebSocketMessageType.Close)
                    return null;
                if (piece.MessageType != WebSocketMessageType.Text)
                    throw new RpcException(RpcFault.Malformed, "it sent bytes that are no text");

                _frame.Advance(piece.Count);
                if (_frame.WrittenCount > largest)
                    throw new RpcException(RpcFault.Malformed, $"it sent more than {largest / 1024} KiB at once");
                if (piece.EndOfMessage)
                    return GatewayFrame.Read(new ReadOnlySequence<byte>(_frame.WrittenMemory));
            }
        }
        catch (Exception broken)
            when (broken is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException)
        {
            return null;
        }
    }

    /// <summary>Ends it at once, whatever is on the way.</summary>
    public void Abort() => _socket.Abort();

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    private static async Task<Stream> EnterAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
