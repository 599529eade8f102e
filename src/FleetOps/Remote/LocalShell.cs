namespace ParentClaw.FleetOps.Remote;

/// <summary>The remote shell of machines that are folders and processes here, as the sandbox's are.</summary>
/// <param name="find">
/// The machine behind a target; throws <see cref="FailureReason.Unreachable"/> where none runs at that address.
/// </param>
/// <param name="time">The clock of deadlines.</param>
public sealed class LocalShell(Func<RemoteTarget, CancellationToken, Task<LocalMachine>> find, TimeProvider time)
    : IRemoteShell
{
    private const int NotFound = 127;

    private readonly ProcessRunner _runner = new(time);

    /// <inheritdoc/>
    public async Task<RemoteResult> RunAsync(
        RemoteTarget target, RemoteCommand command, CancellationToken cancellationToken)
    {
        // What could not travel over SSH shall not pass here either.
        _ = ShellQuoting.Quote(command.Words);
        var machine = await EnterAsync(target, cancellationToken);
        if (LocalPaths.FindProgram(machine, command.Words[0]) is not { } program)
            return new RemoteResult(NotFound, default, $"{command.Words[0]}: command not found\n", IsTruncated: false);

        var end = await _runner.RunAsync(
            new ProcessOrder(program, [.. command.Words.Skip(1)])
            {
                Input = command.Input,
                Deadline = command.Deadline,
                OutputLimit = command.OutputLimit,
                OnOutput = command.OnOutput,
                Environment = machine.Environment,
                WorkingFolder = machine.Root,
            },
            cancellationToken);
        return end.ToResult(end.ExitCode ?? throw SshFailures.TooLong(target, command));
    }

    /// <inheritdoc/>
    public async Task WriteFileAsync(RemoteTarget target, RemoteFile file, CancellationToken cancellationToken)
    {
        var path = LocalPaths.Rebase(await EnterAsync(target, cancellationToken), file.Path);
        var neighbour = $"{path}.{Guid.NewGuid().ToString("N")[..6]}";
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };
            await using (var stream = new FileStream(neighbour, options))
                await stream.WriteAsync(file.Content, cancellationToken);
            File.SetUnixFileMode(neighbour, file.Mode);
            File.Move(neighbour, path, overwrite: true);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw FileWriting.Failed(target, file, failed.Message, failed);
        }
        finally
        {
            if (File.Exists(neighbour))
                File.Delete(neighbour);
        }
    }

    /// <inheritdoc/>
    public async Task<RemoteForward> ForwardAsync(RemoteTarget target, int port, CancellationToken cancellationToken)
    {
        var machine = await EnterAsync(target, cancellationToken);
        var address = machine.Environment.GetValueOrDefault(LocalMachine.AddressVariable, "127.0.0.1");
        return LocalForward.Open(address, port);
    }

    /// <summary>Nothing is shared, so nothing is closed.</summary>
    public Task CloseAsync(RemoteTarget target, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<LocalMachine> EnterAsync(RemoteTarget target, CancellationToken cancellationToken)
    {
        var machine = await find(target, cancellationToken);
        if (machine.HostKey is null)
            throw SshFailures.Unreachable(target, "it has no host key yet");
        if (KeyOf(machine.HostKey) != KeyOf(target.HostKey))
            throw SshFailures.AnotherHostKey(target);
        return machine;
    }

    private static string KeyOf(string line) =>
        string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2));
}
