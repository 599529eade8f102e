using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.ParentBot.Life;

/// <summary>
/// Ends the host in good order at a signal, and remembers which it was. One that comes while the
/// process ends already says that nobody will wait for the steps that run.
/// </summary>
internal sealed class SignalLifetime(IHostApplicationLifetime application, LettingGo lettingGo)
    : IHostLifetime, IDisposable
{
    private static readonly PosixSignal[] Heeded = [PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM];

    private readonly List<PosixSignalRegistration> _registrations = [];
    private PosixSignal? _first;

    /// <summary>
    /// Exit status of a process that was told to end: 0 for SIGTERM, which is how systemd ends a service that did
    /// nothing wrong; 130 for Ctrl+C, as shells report it; 1 where no signal came, as when a part of the host failed.
    /// </summary>
    public int ExitStatus => _first switch
    {
        PosixSignal.SIGTERM => 0,
        null => 1,
        _ => 130,
    };

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _registrations.AddRange(Heeded.Select(signal => PosixSignalRegistration.Create(signal, Take)));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true; // the process ends when its work has, not here
        if (_first is not null || lettingGo.HasBegun)
            lettingGo.Hurry();
        _first ??= context.Signal;
        application.StopApplication();
    }
}
