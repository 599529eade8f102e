using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot;
using ParentClaw.ParentBot.Configuration;
using ParentClaw.TestKit;

namespace ParentClaw.Benchmarks;

/// <summary>
/// The whole product as it is composed, in this process, on a data folder of its own; nobody talks but us.
/// </summary>
internal sealed class ParentInProcess : IAsyncDisposable
{
    private static readonly Member Marvin = new("benchmark:marvin", "Marvin", Role.Admin);

    private readonly TempFolder _folder;
    private readonly ParentLock _held;
    private readonly IHost _host;
    private readonly CommandDispatcher _dispatcher;
    private readonly OperationFollower _follower;

    private ParentInProcess(TempFolder folder, ParentLock held, IHost host)
    {
        (_folder, _held, _host) = (folder, held, host);
        _dispatcher = host.Services.GetRequiredService<CommandDispatcher>();
        _follower = host.Services.GetRequiredService<OperationFollower>();
    }

    /// <summary>Its data folder.</summary>
    public string Folder => _folder.Path;

    /// <summary>Starts it.</summary>
    /// <param name="folder">Its data folder, deleted at the end.</param>
    /// <param name="settings">Settings as on its command line.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<ParentInProcess> StartAsync(
        TempFolder folder, IEnumerable<string> settings, CancellationToken cancellationToken)
    {
        var configuration = FleetConfiguration.Read(
            AppContext.BaseDirectory, settings, KnownKeys.Of(ParentBotBuilder.Assemblies));
        var held = ParentLock.Take(DataFolder.Open(folder.Path), "benchmark", TimeProvider.System);
        var host = await ParentBotBuilder.BuildAsync(configuration, held, TimeProvider.System, cancellationToken);
        await host.StartAsync(cancellationToken);
        return new ParentInProcess(folder, held, host);
    }

    /// <summary>Gives a line and returns the reply.</summary>
    public Task<Reply> SayAsync(string line, CancellationToken cancellationToken) =>
        _dispatcher.DispatchAsync(line, Marvin, cancellationToken);

    /// <summary>Gives a line that starts an operation, and waits for its end.</summary>
    /// <exception cref="InvalidOperationException">It was refused, or did not end well.</exception>
    public async Task OrderAsync(string line, CancellationToken cancellationToken)
    {
        var reply = await SayAsync(line, cancellationToken);
        if (reply.Operation is not { } id)
            throw new InvalidOperationException($"{line}: {reply.Status} {string.Join(' ', reply.Blocks)}");

        OperationRecord? last = null;
        await foreach (var look in _follower.FollowAsync(id, cancellationToken))
            last = look;
        if (last?.Status != OperationStatus.Succeeded)
            throw new InvalidOperationException($"{line}: {last?.Status} {last?.Conclusion}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        _held.Dispose();
        _folder.Dispose();
    }
}
