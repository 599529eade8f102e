using ParentClaw.FleetOps.Telemetry;

namespace ParentClaw.FleetOps.Remote;

/// <summary>A remote shell whose commands are traced and counted, by their short names: never words or input.</summary>
public sealed class MeasuredShell(IRemoteShell shell) : IRemoteShell
{
    private const int LongestName = 40;

    /// <inheritdoc/>
    public async Task<RemoteResult> RunAsync(
        RemoteTarget target, RemoteCommand command, CancellationToken cancellationToken)
    {
        using var span = FleetTelemetry.RemoteCommand(ShortName(command), target.Claw);
        try
        {
            var result = await shell.RunAsync(target, command, cancellationToken);
            span?.End(Tags.ExitCode, result.ExitCode);
            return result;
        }
        catch (FleetException failure)
        {
            span?.Fail(failure.Reason.ToString());
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task WriteFileAsync(RemoteTarget target, RemoteFile file, CancellationToken cancellationToken)
    {
        using var span = FleetTelemetry.RemoteCommand("write-file", target.Claw);
        try
        {
            await shell.WriteFileAsync(target, file, cancellationToken);
            span?.End(Tags.ExitCode, 0);
        }
        catch (FleetException failure)
        {
            span?.Fail(failure.Reason.ToString());
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<RemoteForward> ForwardAsync(RemoteTarget target, int port, CancellationToken cancellationToken) =>
        shell.ForwardAsync(target, port, cancellationToken);

    /// <inheritdoc/>
    public Task CloseAsync(RemoteTarget target, CancellationToken cancellationToken) =>
        shell.CloseAsync(target, cancellationToken);

    /// <summary>
    /// The program's own name: <c>probe.sh</c> of <c>sudo -n /opt/claw/lifecycle/probe.sh --json</c>.
    /// </summary>
    internal static string ShortName(RemoteCommand command)
    {
        var program = command.Words.FirstOrDefault(
            word => word is not ("sudo" or "env") && !word.StartsWith('-') && !word.Contains('=')) ?? "";
        var name = program[(program.LastIndexOf('/') + 1)..];
        return name.Length is > 0 and <= LongestName
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_')
                ? name
                : "_";
    }
}
