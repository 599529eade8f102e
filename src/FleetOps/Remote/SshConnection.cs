using System.Text;

namespace ParentClaw.FleetOps.Remote;

/// <summary>
/// One connection to one machine, held by a master process of ours. What counts its use (<see cref="Leases"/>,
/// <see cref="IdleSince"/>, <see cref="IsRetired"/>) belongs to <see cref="SshConnections"/> and its lock.
/// </summary>
internal sealed class SshConnection : IDisposable
{
    private const int MostSaid = 16 * 1024;

    private readonly CancellationTokenSource _closed = new();
    private readonly CappedOutput _said = new(MostSaid);
    private readonly PrivateFolder _folder;
    private readonly string _name;
    private volatile RunningProcess? _master;
    private Task _listening = Task.CompletedTask;
    private bool _isDisposed;

    public SshConnection(RemoteTarget target, PrivateFolder folder, string name, int sessions)
    {
        Target = target;
        Sessions = new SemaphoreSlim(sessions);
        _folder = folder;
        _name = name;
    }

    /// <summary>The machine.</summary>
    public RemoteTarget Target { get; }

    /// <summary>Free places for commands.</summary>
    public SemaphoreSlim Sessions { get; }

    /// <summary>The master's control socket.</summary>
    public string Socket => _folder.Socket($"{_name}.sock");

    /// <summary>Completes when commands can be run; fails as <see cref="IRemoteShell"/> says.</summary>
    public Task Opening { get; set; } = Task.CompletedTask;

    /// <summary>Commands and forwards that use it now.</summary>
    public int Leases { get; set; }

    /// <summary>Timestamp of its last use.</summary>
    public long IdleSince { get; set; }

    /// <summary>Whether nobody new may use it.</summary>
    public bool IsRetired { get; set; }

    /// <summary>Closes it when it was unused for long; set while it is.</summary>
    public ITimer? IdleTimer { get; set; }

    /// <summary>Whether it was opened and its master has ended since, as when the machine stopped answering.</summary>
    public bool IsBroken => Opening.IsFaulted || Opening.IsCanceled || _master is { HasExited: true };

    /// <summary>Makes the connection.</summary>
    public async Task OpenAsync(RemoteKeys keys, SshOptions options, TimeProvider time)
    {
        using var limit = new CancellationTokenSource(options.ConnectTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _closed.Token);
        var isOpen = false;
        try
        {
            var greeting = $"claw-{Guid.NewGuid():N}";
            var files = await keys.WriteAsync(Target, _name, stop.Token);
            var arguments = SshArguments.Master(Target, files, greeting, options);
            var master = RunningProcess.Start(new ProcessOrder(SshArguments.Program, arguments));
            _master = master;
            _listening = _said.ReadAsync(master.Error, _closed.Token);
            isOpen = await IsGreetedAsync(master.Output, greeting, stop.Token);
            if (!isOpen)
                throw await WhyAsync(stop.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw SshFailures.Unreachable(Target, $"no shell within {options.ConnectTimeout.TotalSeconds:0.#} s");
        }
        catch (OperationCanceledException)
        {
            throw SshFailures.Unreachable(Target, "the connection was closed while it was made");
        }
        finally
        {
            keys.Delete(_name);
            if (!isOpen)
                _master?.Dispose();
        }
    }

    /// <summary>Ends the master and with it all that runs over it. The kernel closes the connection.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        IdleTimer?.Dispose();
        _closed.Cancel();
        _master?.Dispose();
        File.Delete(Socket);
    }

    private async Task<FleetException> WhyAsync(CancellationToken cancellationToken)
    {
        await _listening.WaitAsync(cancellationToken);
        return SshFailures.Of(Target, Encoding.UTF8.GetString(_said.Kept.Span));
    }

    // The account's start files may print something first.
    private static async Task<bool> IsGreetedAsync(Stream output, string greeting, CancellationToken cancellationToken)
    {
        var buffer = new byte[1024];
        var heard = "";
        while (await output.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            heard += Encoding.UTF8.GetString(buffer.AsSpan(0, read));
            if (heard.Contains(greeting, StringComparison.Ordinal))
                return true;
            heard = heard[Math.Max(0, heard.Length - greeting.Length)..];
        }
        return false;
    }
}
