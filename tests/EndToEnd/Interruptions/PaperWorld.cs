using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.AzureVms;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.SandboxHost;
using ParentClaw.Sandbox;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Interruptions;

/// <summary>
/// What outlives the process: the sandbox as the cloud, with machines on paper, and the store. Many lives of the process are led
/// in it, one after the other, each with its own claw.
/// </summary>
public sealed class PaperWorld : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly IConfiguration _settings = new ConfigurationBuilder()
        .AddInMemoryCollection(SandboxFleet.AzureSettings())
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Operations:RetryPause"] = "00:00:00",
            ["Operations:LookPause"] = "00:00:00.001",
            ["Operations:ReadyPatience"] = "00:00:01",
            ["Operations:BootPatience"] = "00:00:10",
        })
        .Build();

    private ServiceProvider _lasting = null!;
    private HttpClient _arm = null!;

    internal SandboxServer Sandbox { get; private set; } = null!;

    internal IFleetStore Store => _lasting.GetRequiredService<IFleetStore>();

    internal IRemoteShell Shell { get; set; } = null!;

    public async Task InitializeAsync()
    {
        Sandbox = await SandboxFleet.StartAsync(
            new EmbeddedSandboxOptions { Machines = MachineKind.None, Speed = 0, CoreQuota = 100_000 },
            _folder.Path, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        _lasting = new ServiceCollection()
            .AddSingleton(_settings)
            .AddLogging()
            .AddFleetStorage(DataFolder.Open(_folder["data"]))
            .AddAzureVms(_settings, _ => AzureConnection.ToSandbox(Sandbox.Endpoint, "sandbox", "test"))
            .BuildServiceProvider();
        Shell = new PaperShell(Sandbox.Machines);
        _arm = new HttpClient { BaseAddress = Sandbox.Endpoint };
        _arm.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox");
    }

    public async Task DisposeAsync()
    {
        _arm.Dispose();
        await _lasting.DisposeAsync();
        await Sandbox.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A new life of the process: new code objects over what lasts, each call through the interruption.</summary>
    internal ServiceProvider Live(Interruption interruption, IRemoteShell? shell = null) => new ServiceCollection()
        .AddSingleton(_settings)
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddSingleton(Disturbed<ICloud>.Around(_lasting.GetRequiredService<ICloud>(), interruption))
        .AddSingleton(Disturbed<IRemoteShell>.Around(shell ?? Shell, interruption))
        .AddSingleton(Disturbed<IFleetStore>.Around(Store, interruption))
        .AddSingleton(Disturbed<ISecretStore>.Around(_lasting.GetRequiredService<ISecretStore>(), interruption))
        .AddSingleton(_ => new AppLayers(_folder["app-layers"]))
        .AddSingleton(SandboxCloud.MadeUp())
        .AddOpenSsh(_settings)
        .AddFleetOps(_settings)
        .AddSingleton<IOperationScheduler, NoScheduler>()
        .AddCommands([typeof(FleetException).Assembly])
        .BuildServiceProvider();

    /// <summary>Everything in the cloud whose name begins with the claw's, as the cloud itself lists it: type, name, tags, ties.</summary>
    internal async Task<string> InventoryAsync(string claw)
    {
        var group = $"/subscriptions/{_settings["AzureVms:SubscriptionId"]}/resourceGroups/{_settings["AzureVms:ResourceGroup"]}";
        var lines = new List<string>();
        foreach (var (type, version) in new[]
        {
            ("Microsoft.Compute/virtualMachines", "2023-07-01"), ("Microsoft.Compute/disks", "2023-04-02"),
            ("Microsoft.Compute/snapshots", "2023-04-02"), ("Microsoft.Network/networkInterfaces", "2023-05-01"),
            ("Microsoft.Network/publicIPAddresses", "2023-05-01"),
        })
        {
            for (var page = $"{group}/providers/{type}?api-version={version}"; page is not null;)
            {
                var list = JsonNode.Parse(await _arm.GetStringAsync(page))!;
                lines.AddRange(list["value"]!.AsArray()
                    .Where(resource => ((string)resource!["name"]!).StartsWith($"{claw}-", StringComparison.Ordinal))
                    .Select(resource => Describe(type, resource!)));
                page = (string?)list["nextLink"] is { } next ? new Uri(next).PathAndQuery : null;
            }
        }

        return string.Join('\n', lines.Order(StringComparer.Ordinal)).Replace(claw, "claw", StringComparison.Ordinal);
    }

    private static string Describe(string type, JsonNode resource)
    {
        var properties = resource["properties"]!;
        var ties = new[]
        {
            resource["managedBy"], properties["diskState"], properties["provisioningState"],
            properties["ipConfiguration"]?["id"], properties["virtualMachine"]?["id"], resource["tags"]?["parentclaw-role"],
        };
        var name = Regex.Replace((string)resource["name"]!, "-rp-[a-z0-9]{8}$", "-rp");
        return $"{type} {name} {string.Join(' ', ties.Select(tie => tie?.ToString().Split('/')[^1] ?? "-"))}";
    }

    /// <summary>Nobody runs what is submitted: the test does, so that it knows when it has ended.</summary>
    private sealed class NoScheduler : IOperationScheduler
    {
        public Task ScheduleAsync(OperationId operation, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
