using System.Net;
using System.Net.Sockets;

namespace ParentClaw.FleetOps.Remote;

/// <summary>A Unix socket here whose connections are carried on to a TCP port of a local machine.</summary>
internal sealed class LocalForward : RemoteForward
{
    private readonly CancellationTokenSource _closed = new();
    private readonly PrivateFolder _folder = PrivateFolder.Create(within: null);
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly EndPoint _machine;
    private readonly Task _accepting;

    private LocalForward(string address, int port)
    {
        _machine = new IPEndPoint(IPAddress.Parse(address), port);
        _listener.Bind(new UnixDomainSocketEndPoint(Socket));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <inheritdoc/>
    public override string Socket => _folder.Socket("forward");

    /// <summary>Opens one.</summary>
    public static LocalForward Open(string address, int port) => new(address, port);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _folder.Dispose();
        _closed.Dispose();
    }

    private async Task AcceptAsync()
    {
        var carried = new List<Task>();
        try
        {
            while (!_closed.IsCancellationRequested)
            {
                carried.RemoveAll(task => task.IsCompleted);
                carried.Add(CarryAsync(await _listener.AcceptAsync(_closed.Token)));
            }
        }
        catch (Exception closed)
            when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Disposed: the only way in which it ends.
        }
        await Task.WhenAll(carried);
    }

    private async Task CarryAsync(Socket near)
    {
        using var from = near;
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await far.ConnectAsync(_machine, _closed.Token);
            await Task.WhenAll(PumpAsync(near, far), PumpAsync(far, near));
        }
        catch (Exception broken) when (broken is SocketException or IOException or OperationCanceledException)
        {
            // As over SSH: who talks through the forward sees its connection close.
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer, _closed.Token) is var read and > 0)
        {
            for (var sent = 0; sent < read;)
                sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _closed.Token);
        }
        to.Shutdown(SocketShutdown.Send);
    }
}
