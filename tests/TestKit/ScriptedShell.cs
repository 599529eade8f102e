using System.Collections.Concurrent;
using System.Text;
using ParentClaw.FleetOps.Gateway.Rpc;
using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit.Gateway;

namespace ParentClaw.TestKit;

/// <summary>
/// A remote shell that answers as told and knows nothing else: a command nobody foresaw throws, and so fails the test.
/// For
/// what a real machine cannot be brought to answer; where it can, tests run it.
/// </summary>
public sealed class ScriptedShell : IRemoteShell
{
    private readonly ConcurrentQueue<(RemoteTarget Target, RemoteCommand Command)> _ran = new();
    private readonly List<(string Words, Func<RemoteTarget, Task<RemoteResult>> Answer)> _script = [];

    /// <summary>
    /// What its forwards lead to, by port; without it nobody foresees one, and no gateway has a token.
    /// </summary>
    public Func<int, RemoteForward>? Forward { get; set; }

    /// <summary>What was run, in order.</summary>
    public IReadOnlyList<(RemoteTarget Target, RemoteCommand Command)> Ran => [.. _ran];

    /// <summary>The words of what was run, a line each.</summary>
    public IReadOnlyList<string> Lines => [.. _ran.Select(run => string.Join(' ', run.Command.Words))];

    /// <summary>A result with this stdout.</summary>
    public static RemoteResult Says(string output, int exitCode = 0, string error = "") =>
        new(exitCode, Encoding.UTF8.GetBytes(output), error, IsTruncated: false);

    /// <summary>
    /// From now on, commands whose words have <paramref name="words"/> in a row get this answer; the newest rule wins.
    /// </summary>
    public ScriptedShell On(string words, Func<RemoteTarget, Task<RemoteResult>> answer)
    {
        _script.Insert(0, ($" {words} ", answer));
        return this;
    }

    /// <inheritdoc cref="On(string, Func{RemoteTarget, Task{RemoteResult}})"/>
    public ScriptedShell On(string words, Func<RemoteTarget, RemoteResult> answer) =>
        On(words, target => Task.FromResult(answer(target)));

    /// <inheritdoc cref="On(string, Func{RemoteTarget, Task{RemoteResult}})"/>
    public ScriptedShell On(string words, RemoteResult answer) => On(words, _ => answer);

    /// <inheritdoc/>
    public async Task<RemoteResult> RunAsync(
        RemoteTarget target, RemoteCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (command == GatewayToken.Find)
            return Forward is null ? Says("", exitCode: 2) : Says($"{StrictGateway.Token}\n");

        _ran.Enqueue((target, command));
        var line = string.Join(' ', command.Words);
        var answer = _script.Find(rule => $" {line} ".Contains(rule.Words, StringComparison.Ordinal)).Answer
            ?? throw new InvalidOperationException($"Nobody foresaw: {line}");
        return await answer(target);
    }

    /// <inheritdoc/>
    public Task WriteFileAsync(RemoteTarget target, RemoteFile file, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"Nobody foresaw a file: {file.Path}");

    /// <inheritdoc/>
    public Task<RemoteForward> ForwardAsync(RemoteTarget target, int port, CancellationToken cancellationToken) =>
        Task.FromResult(Forward is { } forward
            ? forward(port)
            : throw new InvalidOperationException($"Nobody foresaw a forward: {port}"));

    /// <inheritdoc/>
    public Task CloseAsync(RemoteTarget target, CancellationToken cancellationToken) => Task.CompletedTask;
}
