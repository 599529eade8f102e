using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Remote;

/// <summary>
/// The open connections, one a machine, shared by all who talk to it: made at first need, closed when unused for long, when
/// there are too many, when the machine's address moved, and at dispose.
/// </summary>
internal sealed partial class SshConnections(
    ISecretStore secrets, IOptions<SshOptions> options, TimeProvider time, ILogger<SshConnections> logger) : IDisposable
{
    private readonly SshOptions _options = options.Value;
    private readonly Lock _lock = new();
    private readonly Dictionary<(ClawName Claw, int Generation), SshConnection> _open = [];
    private readonly PrivateFolder _folder = PrivateFolder.Create(options.Value.RuntimeFolder);
    private bool _isDisposed;

    /// <summary>How many are open or being opened.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _open.Count;
        }
    }

    /// <summary>The folder of the sockets.</summary>
    public PrivateFolder Folder => _folder;

    /// <summary>A connection to use until the lease is disposed; opened where there is none, or only a broken or outdated one.</summary>
    public async Task<SshLease> LeaseAsync(RemoteTarget target, CancellationToken cancellationToken)
    {
        var connection = Take(target);
        try
        {
            await connection.Opening.WaitAsync(cancellationToken);
            return new SshLease(this, connection);
        }
        catch
        {
            Return(connection);
            throw;
        }
    }

    /// <summary>Closes the machine's connection at once. None open is success.</summary>
    public void Close(RemoteTarget target)
    {
        lock (_lock)
        {
            if (_open.TryGetValue((target.Claw, target.Generation), out var connection))
                Retire(connection).Dispose();
        }
    }

    /// <summary>Gives it to nobody any more; it is closed when the last user is done.</summary>
    public void Retire(SshLease lease)
    {
        lock (_lock)
            Retire(lease.Connection);
    }

    /// <summary>Called by the lease.</summary>
    public void Return(SshConnection connection)
    {
        lock (_lock)
        {
            connection.Leases--;
            connection.IdleSince = time.GetTimestamp();
            if (connection.Leases > 0)
                return;
            if (connection.IsRetired || connection.IsBroken)
                Retire(connection).Dispose();
            else
                connection.IdleTimer = time.CreateTimer(
                    _ => CloseIfIdle(connection), null, _options.IdleTime, Timeout.InfiniteTimeSpan);
            CloseSurplus();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            foreach (var connection in _open.Values)
                connection.Dispose();
            _open.Clear();
            _folder.Dispose();
        }
    }

    private SshConnection Take(RemoteTarget target)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var key = (target.Claw, target.Generation);
            if (_open.TryGetValue(key, out var connection) && (connection.IsBroken || connection.Target != target))
            {
                LogReplaced(target.Claw, target.Generation);
                Retire(connection);
                if (connection.Leases == 0 || connection.IsBroken)
                    connection.Dispose();
                connection = null;
            }
            if (connection is null)
            {
                connection = new SshConnection(target, _folder, NewName(target), _options.SessionsPerConnection);
                connection.Opening = connection.OpenAsync(new RemoteKeys(secrets, _folder), _options, time);
                _open[key] = connection;
            }
            connection.Leases++;
            connection.IdleTimer?.Dispose();
            connection.IdleTimer = null;
            CloseSurplus();
            return connection;
        }
    }

    private SshConnection Retire(SshConnection connection)
    {
        connection.IsRetired = true;
        var key = (connection.Target.Claw, connection.Target.Generation);
        if (_open.TryGetValue(key, out var present) && present == connection)
            _open.Remove(key);
        return connection;
    }

    private void CloseIfIdle(SshConnection connection)
    {
        lock (_lock)
        {
            if (connection.Leases == 0 && !connection.IsRetired)
                Retire(connection).Dispose();
        }
    }

    private void CloseSurplus()
    {
        var surplus = _open.Count - _options.MaxConnections;
        if (surplus <= 0)
            return;
        foreach (var idle in _open.Values.Where(one => one.Leases == 0).OrderBy(one => one.IdleSince).Take(surplus).ToList())
            Retire(idle).Dispose();
    }

    // Short, since a claw's name may have 32 characters, and never used twice: a dying master deletes its own socket by name.
    private static string NewName(RemoteTarget target) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{target.Claw}-g{target.Generation}")))[..8]
        + Guid.NewGuid().ToString("N")[..6];

    [LoggerMessage(Level = LogLevel.Information, Message = "The connection to {Claw} generation {Generation} broke or is outdated; opening another")]
    private partial void LogReplaced(ClawName claw, int generation);
}
