using Microsoft.Extensions.Hosting;

namespace ParentClaw.ParentBot.Api;

/// <summary>How far the parent is in its life, for those who ask and those who wait.</summary>
internal sealed class ApiLife(IHostApplicationLifetime host) : IDisposable
{
    private readonly CancellationTokenSource _cut = new();

    /// <summary>The parent stops: whoever waits is told to come back.</summary>
    public CancellationToken Stopping => host.ApplicationStopping;

    /// <summary>
    /// Orders that are being carried out are cut off. Before that they are finished even where their caller is gone: an
    /// order half done without a word in the audit trail would be worse than one nobody waits for.
    /// </summary>
    public CancellationToken Cut => _cut.Token;

    /// <summary>Whether everything was started and nothing stops.</summary>
    public bool IsUp =>
        host.ApplicationStarted.IsCancellationRequested && !host.ApplicationStopping.IsCancellationRequested;

    /// <summary>Cuts them off.</summary>
    public void CutOff() => _cut.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _cut.Dispose();
}
