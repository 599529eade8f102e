using ParentClaw.TestKit.Gateway;

namespace ParentClaw.EndToEnd.Gateway;

/// <summary>The gateway that the tests of one class share, started by the first that runs.</summary>
public sealed class RealGatewayFixture : IAsyncLifetime
{
    private RealGateway? _gateway;

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>The gateway, ready.</summary>
    public async Task<RealGateway> StartAsync() => _gateway ??= await RealGateway.StartAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_gateway is not null)
            await _gateway.DisposeAsync();
    }
}
