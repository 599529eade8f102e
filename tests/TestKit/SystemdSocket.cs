using System.Net.Sockets;
using System.Text;

namespace ParentClaw.TestKit;

/// <summary>A real socket at which systemd would listen.</summary>
public sealed class SystemdSocket : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly byte[] _datagram = new byte[4096];

    /// <summary>Listens.</summary>
    /// <param name="isAbstract">Under a name of Linux's own instead of a file.</param>
    public SystemdSocket(bool isAbstract = false)
    {
        Address = isAbstract ? $"@{_temp.Path}" : _temp["notify"];
        _socket.Bind(new UnixDomainSocketEndPoint(isAbstract ? $"\0{_temp.Path}" : Address));
    }

    /// <summary>Where, as systemd writes it into the environment.</summary>
    public string Address { get; }

    /// <summary>Whether something was told that nobody has heard yet.</summary>
    public bool HasMore => _socket.Available > 0;

    /// <summary>The next that is told, its lines.</summary>
    public async Task<string[]> HearAsync()
    {
        var length = await _socket.ReceiveAsync(_datagram);
        return Encoding.UTF8.GetString(_datagram, 0, length).Split('\n');
    }

    /// <summary>Listens no more.</summary>
    public void Close() => _socket.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        _temp.Dispose();
    }
}
