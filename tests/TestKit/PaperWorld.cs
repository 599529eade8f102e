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
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.SandboxHost;
using ParentClaw.Sandbox;

namespace ParentClaw.TestKit;

/// <summary>
/// What outlives the process: the sandbox as the cloud, with machines on paper, and the store. Many lives of the
/// process are led in it, one after the other, each with claws of its own. Everything in it is real but the inside of
/// the machines.
/// </summary>
public sealed class PaperWorld : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly IConfiguration _settings = new ConfigurationBuilder()
        .AddInMemoryCollection(SandboxFleet.AzureSettings())
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Operations:RetryPause"] = "00:00:00",
            ["Operations:LookPause"] = "00:00:00.005",
            ["Operations:ReadyPatience"] = "00:00:00.2",
            ["Operations:BootPatience"] = "00:00:10",
        })
        .Build();

    private ServiceProvider _lasting = null!;
    private HttpClient _arm = null!;

    /// <summary>The cloud's own side: its machines, faults on demand.</summary>
    public SandboxServer Sandbox { get; private set; } = null!;

    /// <summary>The store.</summary>
    public IFleetStore Store => _lasting.GetRequiredService<IFleetStore>();

    /// <summary>The file of the store.</summary>
    public string StoreFile => _lasting.GetRequiredService<DataFolder>().Store;

    /// <summary>The secrets.</summary>
    public ISecretStore Secrets => _lasting.GetRequiredService<ISecretStore>();

    /// <summary>The members.</summary>
    public MemberBook Members => _lasting.GetRequiredService<MemberBook>();

    /// <summary>The real adapter, on the sandbox.</summary>
    public ICloud Cloud => _lasting.GetRequiredService<ICloud>();

    /// <summary>What their gateways say of versions and configuration.</summary>
    public PaperCare Care { get; } = new();

    /// <summary>The machines' insides.</summary>
    public PaperMachines Shell { get; private set; } = null!;

    /// <inheritdoc/>
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
        Shell = new PaperMachines(new PaperShell(Sandbox.Machines));
        _arm = new HttpClient { BaseAddress = Sandbox.Endpoint };
        _arm.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sandbox");
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        _arm.Dispose();
        await _lasting.DisposeAsync();
        await Sandbox.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>
    /// A new life of the process: new code objects over what lasts. Operations that are ordered wait to be run.
    /// </summary>
    /// <param name="change">What is different in this life; what is registered last holds.</param>
    public ServiceProvider Live(Action<IServiceCollection>? change = null)
    {
        var services = new ServiceCollection()
            .AddSingleton(_settings)
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(Cloud)
            .AddSingleton<IRemoteShell>(Shell)
            .AddSingleton(Store)
            .AddSingleton(_lasting.GetRequiredService<IAlertStore>())
            .AddSingleton(_lasting.GetRequiredService<IProposalStore>())
            .AddSingleton(_lasting.GetRequiredService<IDigestStore>())
            .AddSingleton(Secrets)
            .AddSingleton(Members)
            .AddSingleton(_ => new AppLayers(_folder["app-layers"]))
            .AddSingleton(SandboxCloud.MadeUp())
            .AddOpenSsh(_settings)
            .AddFleetOps(_settings)
            .AddSingleton<IGatewayCare>(Care)
            .AddSingleton<IGatewayConfig>(Care)
            .AddSingleton<IOperationScheduler, NoScheduler>()
            .AddCommands([typeof(FleetException).Assembly]);
        change?.Invoke(services);
        return services.BuildServiceProvider();
    }

    /// <summary>
    /// Everything in the cloud whose name begins with the claw's, as the cloud itself lists it: type, name, tags, ties.
    /// </summary>
    public async Task<string> InventoryAsync(string claw)
    {
        var group = $"/subscriptions/{_settings["AzureVms:SubscriptionId"]}"
            + $"/resourceGroups/{_settings["AzureVms:ResourceGroup"]}";
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

    /// <summary>All gallery versions as the cloud itself lists them, those whose making failed too.</summary>
    public async Task<IReadOnlyList<string>> ImageVersionsAsync()
    {
        var gallery = $"/subscriptions/{_settings["AzureVms:SubscriptionId"]}"
            + $"/resourceGroups/{_settings["AzureVms:ResourceGroup"]}/providers/Microsoft.Compute"
            + $"/galleries/{_settings["AzureVms:Images:Gallery"]}/images/{_settings["AzureVms:Images:Definition"]}";
        var list = JsonNode.Parse(await _arm.GetStringAsync($"{gallery}/versions?api-version=2022-03-03"))!;
        return [.. list["value"]!.AsArray().Select(version => (string)version!["name"]!)];
    }

    private static string Describe(string type, JsonNode resource)
    {
        var properties = resource["properties"]!;
        var ties = new[]
        {
            resource["managedBy"], properties["diskState"], properties["provisioningState"],
            properties["ipConfiguration"]?["id"], properties["virtualMachine"]?["id"],
            resource["tags"]?["parentclaw-role"],
        };
        var name = Regex.Replace((string)resource["name"]!, "-rp-[a-z0-9]{8}$", "-rp");
        return $"{type} {name} {string.Join(' ', ties.Select(tie => tie?.ToString().Split('/')[^1] ?? "-"))}";
    }
}
