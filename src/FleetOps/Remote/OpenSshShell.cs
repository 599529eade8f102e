using System.Text;
using Microsoft.Extensions.Options;

namespace ParentClaw.FleetOps.Remote;

/// <summary>The remote shell on the system's OpenSSH client.</summary>
internal sealed class OpenSshShell(
    SshConnections connections, ProcessRunner runner, IOptions<SshOptions> options, TimeProvider time) : IRemoteShell
{
    private const int ConnectionFailed = 255;
    private const int EndedByTimeout = 124;
    private const int KilledByTimeout = 128 + 9;

    /// <summary>The way back of the machine's word that it ended a command at its deadline.</summary>
    private static readonly TimeSpan RoundTrip = TimeSpan.FromSeconds(1);

    /// <summary>Asking a master of our own through its socket.</summary>
    private static readonly TimeSpan MasterDeadline = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task<RemoteResult> RunAsync(
        RemoteTarget target, RemoteCommand command, CancellationToken cancellationToken)
    {
        var mark = $"claw-255-{Guid.NewGuid():N}";
        var line = SshArguments.Line(command, options.Value.KillAfter, mark);
        using var lease = await connections.LeaseAsync(target, cancellationToken);
        var sessions = lease.Connection.Sessions;
        await sessions.WaitAsync(cancellationToken);
        try
        {
            var since = time.GetTimestamp();
            var end = await runner.RunAsync(Order(lease.Connection, command, line), cancellationToken);
            return Judge(target, command, lease, end, mark, time.GetElapsedTime(since));
        }
        finally
        {
            sessions.Release();
        }
    }

    /// <inheritdoc/>
    public async Task WriteFileAsync(RemoteTarget target, RemoteFile file, CancellationToken cancellationToken)
    {
        var result = await RunAsync(target, FileWriting.Command(file), cancellationToken);
        if (!result.IsSuccess)
            throw FileWriting.Failed(target, file, result.Error);
    }

    /// <inheritdoc/>
    public async Task<RemoteForward> ForwardAsync(RemoteTarget target, int port, CancellationToken cancellationToken)
    {
        var lease = await connections.LeaseAsync(target, cancellationToken);
        try
        {
            var local = connections.Folder.Socket($"{Guid.NewGuid().ToString("N")[..12]}.fwd");
            var socket = lease.Connection.Socket;
            await AskMasterAsync(target, SshArguments.Forward(target, socket, local, port), cancellationToken);
            var cancel = SshArguments.CancelForward(target, socket, local, port);
            return new SshForward(local, lease, () => AskMasterAsync(target, cancel, CancellationToken.None));
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task CloseAsync(RemoteTarget target, CancellationToken cancellationToken)
    {
        connections.Close(target);
        return Task.CompletedTask;
    }

    private ProcessOrder Order(SshConnection connection, RemoteCommand command, string line) =>
        new(SshArguments.Program, SshArguments.Session(connection.Target, connection.Socket, line))
        {
            Input = command.Input,
            Deadline = command.Deadline + options.Value.KillAfter + RoundTrip,
            OutputLimit = command.OutputLimit,
            OnOutput = command.OnOutput,
        };

    private RemoteResult Judge(
        RemoteTarget target, RemoteCommand command, SshLease lease, ProcessEnd end, string mark, TimeSpan took)
    {
        if (end.ExitCode is not { } code)
        {
            // Even the machine's own limit has passed without a word: nobody shall wait on this connection again.
            connections.Retire(lease);
            throw SshFailures.TooLong(target, command);
        }
        if (code is EndedByTimeout or KilledByTimeout && took >= command.Deadline)
            throw SshFailures.TooLong(target, command);
        if (code != ConnectionFailed)
            return end.ToResult(code);
        if (!end.Error.EndsWith(Encoding.UTF8.GetBytes(mark)))
            throw SshFailures.Lost(target);
        return (end with { Error = end.Error.WithoutEnd(mark.Length) }).ToResult(code);
    }

    private async Task AskMasterAsync(
        RemoteTarget target, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var order = new ProcessOrder(SshArguments.Program, arguments) { Deadline = MasterDeadline };
        if ((await runner.RunAsync(order, cancellationToken)).ExitCode != 0)
            throw SshFailures.Lost(target);
    }
}
