using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Telemetry;

namespace ParentClaw.FleetOps.Remote;

/// <summary>
/// The open connections, one a machine, shared by all who talk to it: made at first need, closed when unused for long,
/// when there are too many, when the machine's address moved, and at dispose.
/// </summary>
internal sealed partial class SshConnections(
    ISecretStore secrets, IOptions<SshOptions> options, TimeProvider time, ILogger<SshConnections> logger)
    : IAsyncDisposable
{
    private readonly SshOptions _options = options.Value;
    private readonly Lock _lock = new();
    private readonly Dictionary<(ClawName Claw, int Generation), SshConnection> _open = [];
    private readonly HashSet<SshConnection> _alive = [];
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

    /// <summary>
    /// A connection to use until the lease is disposed; opened where there is none, or only a broken or outdated one.
    /// </summary>
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
                End(connection);
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
                End(connection);
            else
                connection.IdleTimer = time.CreateTimer(
                    _ => CloseIfIdle(connection), null, _options.IdleTime, Timeout.InfiniteTimeSpan);
            CloseSurplus();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        List<SshConnection> ended;
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            ended = [.. _alive];
            ended.ForEach(End);
        }
        foreach (var connection in ended)
            await connection.Opening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _folder.Dispose();
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
                if (connection.Leases == 0 || connection.IsBroken)
                    End(connection);
                Retire(connection);
                connection = null;
            }
            if (connection is null)
            {
                connection = Open(target);
                _alive.Add(connection);
                FleetTelemetry.SshConnected(1);
                _open[key] = connection;
            }
            connection.Leases++;
            connection.IdleTimer?.Dispose();
            connection.IdleTimer = null;
            CloseSurplus();
            return connection;
        }
    }

    private SshConnection Open(RemoteTarget target)
    {
        var connection = new SshConnection(target, _folder, NewName(target), _options.SessionsPerConnection);
        var keys = new RemoteKeys(secrets, _folder);
        connection.Opening = Task.Run(() => connection.OpenAsync(keys, _options, time));
        return connection;
    }

    private void Retire(SshConnection connection)
    {
        connection.IsRetired = true;
        var key = (connection.Target.Claw, connection.Target.Generation);
        if (_open.TryGetValue(key, out var present) && present == connection)
            _open.Remove(key);
    }

    private void End(SshConnection connection)
    {
        Retire(connection);
        if (_alive.Remove(connection))
            FleetTelemetry.SshConnected(-1);
        connection.Dispose();
    }

    private void CloseIfIdle(SshConnection connection)
    {
        lock (_lock)
        {
            if (connection.Leases == 0 && !connection.IsRetired)
                End(connection);
        }
    }

    private void CloseSurplus()
    {
        var surplus = _open.Count - _options.MaxConnections;
        if (surplus <= 0)
            return;
        var idle = _open.Values.Where(one => one.Leases == 0).OrderBy(one => one.IdleSince);
        idle.Take(surplus).ToList().ForEach(End);
    }

    // Short, since a claw's name may have 32 characters, and never used twice: a dying master deletes its own socket by
    // name.
    private static string NewName(RemoteTarget target) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{target.Claw}-g{target.Generation}")))[..8]
        + Guid.NewGuid().ToString("N")[..6];

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The connection to {Claw} generation {Generation} broke or is outdated; opening another")]
    private partial void LogReplaced(ClawName claw, int generation);
}
