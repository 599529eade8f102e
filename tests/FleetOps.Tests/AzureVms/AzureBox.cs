using Microsoft.Extensions.Logging.Abstractions;
using ParentClaw.FleetOps.AzureVms;
using ParentClaw.Sandbox;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.AzureVms;

/// <summary>The Azure adapter before a sandbox of its own, without machines and without waiting.</summary>
internal sealed class AzureBox : IAsyncDisposable
{
    private readonly TempFolder _folder;

    private AzureBox(TempFolder folder, SandboxServer server, AzureOptions options)
    {
        (_folder, Server, Options) = (folder, server, options);
        Cloud = Open("test");
    }

    internal SandboxServer Server { get; }

    internal AzureOptions Options { get; }

    /// <summary>The adapter of fleet <c>test</c>.</summary>
    internal AzureCloud Cloud { get; }

    /// <summary>Another adapter to the same sandbox.</summary>
    internal AzureCloud Open(string fleet) => new(
        Options,
        AzureConnection.ToSandbox(Server.Endpoint, "sandbox", fleet) with { Pace = Quick },
        TimeProvider.System,
        NullLoggerFactory.Instance);

    private static AzurePace Quick { get; } = AzurePace.Sandbox with
    {
        FirstPoll = TimeSpan.FromMilliseconds(1),
        ConflictPause = TimeSpan.FromMilliseconds(5),
        ConflictTries = 20,
        FaultPause = TimeSpan.FromMilliseconds(1),
    };

    internal static async Task<AzureBox> StartAsync(
        Func<SandboxOptions, SandboxOptions>? change = null, Func<SandboxOptions, AzureOptions>? configure = null)
    {
        var folder = new TempFolder();
        var sandbox = new SandboxOptions
        {
            Folder = folder["box"],
            Machines = MachineKind.None,
            Speed = 0,
            Images = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["1.0.0"] = "",
                ["1.9.0"] = "",
                ["1.10.0"] = "",
            },
        };
        sandbox = change?.Invoke(sandbox) ?? sandbox;
        var server = await SandboxServer.StartAsync(sandbox, TimeProvider.System, NullLoggerFactory.Instance, default);
        return new AzureBox(folder, server, configure?.Invoke(sandbox) ?? OptionsFor(sandbox));
    }

    /// <summary>Options that name what the sandbox has from the start.</summary>
    internal static AzureOptions OptionsFor(
        SandboxOptions sandbox, string? trafficLog = null, IReadOnlyList<string>? sizes = null) => new()
        {
            SubscriptionId = sandbox.SubscriptionId,
            ResourceGroup = sandbox.ResourceGroup,
            Location = sandbox.Location,
            VirtualNetwork = sandbox.VirtualNetwork,
            Subnet = sandbox.Subnet,
            SecurityGroup = sandbox.SecurityGroup,
            Images = new AzureImageOptions
            {
                Default = "1.0.0",
                Gallery = sandbox.Gallery,
                Definition = sandbox.ImageDefinition,
            },
            AllowedSources = ["203.0.113.7"],
            TrafficLog = trafficLog,
            Sizes = new AzureSizeOptions { Headless = sizes ?? [] },
        };

    public async ValueTask DisposeAsync()
    {
        Cloud.Dispose();
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
