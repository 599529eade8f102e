using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ParentClaw.FleetOps.Tests.Remote;

/// <summary>Says on loopback what it hears, one connection after the other.</summary>
internal sealed class EchoServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly Task _serving;

    public EchoServer(string address = "127.0.0.1")
    {
        _listener = new TcpListener(IPAddress.Parse(address), 0);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Says a text to a Unix socket and returns the answer.</summary>
    public static async Task<string> AskAsync(string socket, string text)
    {
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(socket));
        await client.SendAsync(Encoding.UTF8.GetBytes(text));
        client.Shutdown(SocketShutdown.Send);
        var heard = new byte[1024];
        var length = 0;
        while (await client.ReceiveAsync(heard.AsMemory(length)) is var read and > 0)
            length += read;
        return Encoding.UTF8.GetString(heard, 0, length);
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await client.GetStream().CopyToAsync(client.GetStream());
            }
        }
        catch (Exception ended) when (ended is ObjectDisposedException or SocketException)
        {
            // Disposed.
        }
    }
}
