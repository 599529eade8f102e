using Microsoft.Extensions.Hosting;
using ParentClaw.Sandbox;

namespace ParentClaw.ParentBot.SandboxHost;

/// <summary>
/// Ends the sandbox in order when the host ends: its machines shut down, and boot again at the next start.
/// </summary>
internal sealed class SandboxLife(SandboxServer server) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken) => await server.DisposeAsync();
}
