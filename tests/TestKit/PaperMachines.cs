using System.Collections.Concurrent;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.TestKit;

/// <summary>
/// Machines on paper: each that is up answers as a healthy claw, except where the test says otherwise. Remembers what
/// was run.
/// </summary>
/// <param name="paper">What answers where the test says nothing.</param>
public sealed class PaperMachines(IRemoteShell paper) : IRemoteShell
{
    private readonly ConcurrentQueue<string> _ran = new();
    private readonly ConcurrentDictionary<(string Claw, string Script), Func<RemoteTarget, RemoteResult?>> _answers =
        new();

    /// <summary>From now on, what the machines of a claw answer to a script; null for what they would else.</summary>
    public void On(string claw, string script, Func<RemoteTarget, RemoteResult?> answer) =>
        _answers[(claw, script)] = answer;

    /// <summary>The commands that were run on the machines of a claw: the last word but options, in order.</summary>
    public IReadOnlyList<string> Ran(string claw) =>
        [.. _ran.Where(line => line.StartsWith($"{claw}: ", StringComparison.Ordinal))
            .Select(line => line[(claw.Length + 2)..])];

    /// <inheritdoc/>
    public async Task<RemoteResult> RunAsync(
        RemoteTarget target, RemoteCommand command, CancellationToken cancellationToken)
    {
        var result = await paper.RunAsync(target, command, cancellationToken);
        var script = command.Words.Last(word => !word.StartsWith('-')).Split('/')[^1];
        _ran.Enqueue($"{target.Claw}: {script}");
        return _answers.TryGetValue((target.Claw.Value, script), out var answer) ? answer(target) ?? result : result;
    }

    /// <inheritdoc/>
    public Task WriteFileAsync(RemoteTarget target, RemoteFile file, CancellationToken cancellationToken) =>
        paper.WriteFileAsync(target, file, cancellationToken);

    /// <inheritdoc/>
    public Task<RemoteForward> ForwardAsync(RemoteTarget target, int port, CancellationToken cancellationToken) =>
        paper.ForwardAsync(target, port, cancellationToken);

    /// <inheritdoc/>
    public Task CloseAsync(RemoteTarget target, CancellationToken cancellationToken) =>
        paper.CloseAsync(target, cancellationToken);
}
