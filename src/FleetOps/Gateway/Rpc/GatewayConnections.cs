using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>
/// The open RPC connections, one a claw, shared by all who ask: made at first need, closed when unused for long, when
/// there are too many, when the machine is another one or moved, and at dispose. A gateway that speaks no RPC is
/// remembered, so that nobody waits for it again and again.
/// </summary>
internal sealed partial class GatewayConnections : IAsyncDisposable, IDisposable
{
    private readonly Func<RemoteTarget, CancellationToken, Task<GatewayConnection>> _open;
    private readonly GatewayOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<GatewayConnections> _logger;
    private readonly Lock _lock = new();
    private readonly Dictionary<ClawName, GatewayEntry> _entries = [];
    private readonly CancellationTokenSource _end = new();
    private readonly ITimer _idle;
    private readonly List<Task> _closing = [];

    /// <param name="door">Opens them.</param>
    /// <param name="options">How many, and for how long.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">For what is remembered.</param>
    public GatewayConnections(
        GatewayDoor door, IOptions<GatewayOptions> options, TimeProvider time, ILogger<GatewayConnections> logger)
    {
        (_open, _options, _time, _logger) = (door.OpenAsync, options.Value, time, logger);
        _idle = time.CreateTimer(_ => CloseIdle(), null, _options.IdleTime, _options.IdleTime);
    }

    /// <summary>How many are open or being opened.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Values.Count(entry => entry.Shut is null);
        }
    }

    /// <summary>The connection to a claw's machine of now; opened where there is none that holds.</summary>
    /// <exception cref="RpcException">
    /// <see cref="RpcFault.NotSpoken"/> or <see cref="RpcFault.NotOpened"/>.
    /// </exception>
    /// <exception cref="FleetException">The machine itself cannot be entered.</exception>
    public async Task<GatewayConnection> GetAsync(RemoteTarget target, CancellationToken cancellationToken) =>
        await Take(target).WaitAsync(cancellationToken);

    /// <summary>Closes a claw's connection, and forgets what is remembered of it. None is success.</summary>
    public void Forget(ClawName claw)
    {
        lock (_lock)
        {
            if (_entries.Remove(claw, out var entry))
                Close(entry);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Dispose();
        Task[] closing;
        lock (_lock)
            closing = [.. _closing];
        await Task.WhenAll(closing);
    }

    /// <summary>Closes them all; who wants to see them closed disposes asynchronously.</summary>
    public void Dispose()
    {
        _end.Cancel();
        _idle.Dispose();
        lock (_lock)
        {
            foreach (var entry in _entries.Values)
                Close(entry);
            _entries.Clear();
        }
    }

    private Task<GatewayConnection> Take(RemoteTarget target)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_end.IsCancellationRequested, this);
            if (_entries.TryGetValue(target.Claw, out var entry) && IsOutdated(entry, target))
            {
                _entries.Remove(target.Claw);
                Close(entry);
                entry = null;
            }

            if (entry?.Shut is { } shut)
                throw shut.Again();

            entry ??= Open(target);
            entry.UsedAt = _time.GetTimestamp();
            CloseSurplus(entry);
            return entry.Opening;
        }
    }

    private bool IsOutdated(GatewayEntry entry, RemoteTarget target) =>
        entry.Target != target
        || (entry.Shut is not null && _time.GetTimestamp() >= entry.ShutUntil)
        || (entry.Connection?.IsBroken ?? false);

    private GatewayEntry Open(RemoteTarget target)
    {
        var entry = new GatewayEntry(target);
        entry.Opening = Task.Run(() => OpenAsync(entry));
        return _entries[target.Claw] = entry;
    }

    private async Task<GatewayConnection> OpenAsync(GatewayEntry entry)
    {
        try
        {
            return await _open(entry.Target, _end.Token);
        }
        catch (RpcException fault)
        {
            Remember(entry, fault);
            throw;
        }
        catch
        {
            Drop(entry);
            throw;
        }
    }

    private void Remember(GatewayEntry entry, RpcException fault)
    {
        var pause = fault.Fault == RpcFault.NotSpoken ? _options.SilentTime : _options.RetryPause;
        lock (_lock)
            (entry.Shut, entry.ShutUntil) = (fault, _time.GetTimestamp() + Stamps(pause));
        LogShut(entry.Target.Claw, fault.Message, pause);
    }

    private void Drop(GatewayEntry entry)
    {
        lock (_lock)
        {
            if (_entries.GetValueOrDefault(entry.Target.Claw) == entry)
                _entries.Remove(entry.Target.Claw);
        }
    }

    // Those with a question on the way stay: they are not unused.
    private void CloseSurplus(GatewayEntry used)
    {
        var open = _entries.Values.Where(entry => entry.Shut is null && entry != used).ToList();
        var surplus = open.Count + 1 - _options.MostConnections;
        foreach (var entry in open.Where(entry => entry.IsUnused).OrderBy(entry => entry.UsedAt).Take(Math.Max(surplus, 0)))
        {
            _entries.Remove(entry.Target.Claw);
            Close(entry);
        }
    }

    private void CloseIdle()
    {
        lock (_lock)
        {
            var since = _time.GetTimestamp() - Stamps(_options.IdleTime);
            foreach (var entry in _entries.Values.Where(entry => entry.UsedAt <= since && entry.IsUnused).ToList())
            {
                _entries.Remove(entry.Target.Claw);
                Close(entry);
            }

            _closing.RemoveAll(task => task.IsCompleted);
        }
    }

    private void Close(GatewayEntry entry) => _closing.Add(CloseAsync(entry.Opening));

    private static async Task CloseAsync(Task<GatewayConnection> opening)
    {
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        if (opening.IsCompletedSuccessfully)
            await opening.Result.DisposeAsync();
    }

    private long Stamps(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);

    [LoggerMessage(
        Level = LogLevel.Information, Message = "{Claw}'s gateway is asked by command line for {Pause}: {Why}")]
    private partial void LogShut(ClawName claw, string why, TimeSpan pause);
}
