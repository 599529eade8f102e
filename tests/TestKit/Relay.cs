using System.Net;
using System.Net.Sockets;

namespace ParentClaw.TestKit;

/// <summary>
/// A TCP listener between a client and a server on loopback, or with no server behind it; frozen, it stays connected
/// and passes nothing on, as a machine does that hangs.
/// </summary>
public sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int? _server;
    private readonly Task _accepting;
    private volatile bool _isFrozen;

    /// <summary>Listens; with no <paramref name="server"/> port it never says a word.</summary>
    /// <param name="server">Port on loopback that it leads to.</param>
    /// <param name="address">Where it listens: loopback, or an address of a network that the test made.</param>
    /// <param name="port">On which port; 0 takes a free one.</param>
    public Relay(int? server = null, IPAddress? address = null, int port = 0)
    {
        _listener = new TcpListener(address ?? IPAddress.Loopback, port);
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Its port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Completes when the first client has connected.</summary>
    public Task Connected => _connected.Task;

    /// <summary>Passes nothing on from now on.</summary>
    public void Freeze() => _isFrozen = true;

    /// <summary>Breaks all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var carried = new List<Task>();
        try
        {
            while (true)
            {
                carried.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
                _connected.TrySetResult();
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using (near)
        using (var far = new TcpClient())
        {
            try
            {
                if (_server is { } port)
                {
                    await far.ConnectAsync(IPAddress.Loopback, port, _stop.Token);
                    await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
                }
                else
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stop.Token);
                }
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or IOException)
            {
                // Disposed, or one end went: the other one is closed.
            }
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.GetStream().ReadAsync(buffer, _stop.Token) is var read and > 0)
        {
            if (!_isFrozen)
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }
}
