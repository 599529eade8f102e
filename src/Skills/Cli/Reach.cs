using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>Reaches the parent for a quick look.</summary>
internal sealed class Reach(Surroundings around)
{
    // As long as nobody notices it who waits for help or a completion.
    private static readonly TimeSpan QuickLook = TimeSpan.FromMilliseconds(300);

    /// <summary>The socket of the parent meant; the error where nothing names one.</summary>
    public bool TryFindSocket(
        string? data, [NotNullWhen(true)] out string? socket, [NotNullWhen(false)] out EnvelopeError? error)
    {
        (socket, error) = (null, null);
        try
        {
            socket = data is { Length: > 0 }
                ? ApiSocket.Of(Path.GetFullPath(data), around.Variable)
                : ApiSocket.Find(around.Variable, around.IsRoot, Path.Exists);
        }
        catch (FleetException nowhere)
        {
            error = new EnvelopeError(ErrorReason.NoParent, nowhere.Message, "--data DIR names the folder, too.");
        }

        return socket is not null;
    }

    // A busy machine is no reason to say that a command does not exist.
    private static readonly TimeSpan LongLook = TimeSpan.FromSeconds(5);

    /// <summary>The commands of the parent that runs; null where none answers quickly.</summary>
    public Task<ImmutableList<CommandView>?> ListCommandsAsync(string? data, CancellationToken cancellationToken) =>
        LookAsync(data, (parent, stop) => parent.ListCommandsAsync(stop), cancellationToken);

    /// <summary>A command of the parent that runs, as <c>sandbox</c>; null where it has none of that name.</summary>
    public async Task<CommandView?> FindCommandAsync(string? data, string name, CancellationToken cancellationToken) =>
        (await LookAsync(data, (parent, stop) => parent.ListCommandsAsync(stop), LongLook, cancellationToken))
            ?.Find(command => command.Name == name);

    /// <summary>Looks; null where no parent answers quickly.</summary>
    public Task<T?> LookAsync<T>(
        string? data, Func<ParentClient, CancellationToken, Task<T>> look, CancellationToken cancellationToken)
        where T : class? => LookAsync(data, look, QuickLook, cancellationToken);

    private async Task<T?> LookAsync<T>(
        string? data, Func<ParentClient, CancellationToken, Task<T>> look, TimeSpan patience,
        CancellationToken cancellationToken)
        where T : class?
    {
        if (!TryFindSocket(data, out var socket, out _) || !File.Exists(socket))
            return null;

        using var parent = new ParentClient(socket, Call.SomeAgent);
        using var limit = new CancellationTokenSource(patience, around.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await look(parent, both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
