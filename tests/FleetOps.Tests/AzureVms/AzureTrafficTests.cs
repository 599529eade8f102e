using System.Text;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.AzureVms;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.Sandbox;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.AzureVms;

/// <summary>
/// What goes over the wire in a claw's whole life: by the API descriptions, by the role, without secrets.
/// </summary>
public sealed class AzureTrafficTests : IDisposable
{
    private const string CustomData = "#cloud-config\n# planted-secret\n";
    private static readonly ClawName Alice = ClawName.Parse("alice");
    private static readonly DiskName Disk = DiskName.Of(Alice, 1);
    private readonly TempFolder _folder = new();

    private string Log => _folder["traffic.jsonl"];

    public void Dispose() => _folder.Dispose();

    [TrafficFact]
    public async Task A_whole_life_passes_the_shared_validator()
    {
        await LiveAsync(speed: 0.0005);

        (await TrafficCheck.FindingsAsync(Log)).ShouldBe("");
    }

    [TrafficFact]
    public async Task The_shared_validator_finds_a_property_that_Azure_does_not_know()
    {
        await LiveAsync(speed: 0);
        var lines = await File.ReadAllTextAsync(Log);
        await File.WriteAllTextAsync(
            Log, lines.Replace("\"computerName\"", "\"computerNaem\"", StringComparison.Ordinal));

        (await TrafficCheck.FindingsAsync(Log)).ShouldContain("computerNaem: unknown");
    }

    [Fact]
    public async Task The_role_allows_what_a_whole_life_calls_and_nothing_more()
    {
        await LiveAsync(speed: 0);

        var called = (await File.ReadAllLinesAsync(Log))
            .Select(line => JsonNode.Parse(line)!["request"]!)
            .Select(request => ArmAction.Of(request["method"]!.GetValue<string>(), request["url"]!.GetValue<string>()))
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase);

        called.ShouldBe(AzureActions.Called.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_role_in_the_documents_lists_the_actions_of_the_code()
    {
        var file = Path.Combine(Repository.Root, "docs", "azure-role.json");
        var role = JsonNode.Parse(await File.ReadAllTextAsync(file))!;

        role["Actions"]!.AsArray().Select(action => action!.GetValue<string>()).ShouldBe(AzureActions.All);
    }

    [Fact]
    public async Task The_log_has_no_token_and_no_custom_data()
    {
        await LiveAsync(speed: 0);

        var log = await File.ReadAllTextAsync(Log);
        log.ShouldContain("\"customData\":\"" + Convert.ToBase64String("[redacted]"u8));
        log.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(CustomData)));
        log.ShouldNotContain("Bearer", Case.Insensitive);
        log.ShouldNotContain("\"Authorization\"", Case.Insensitive);
        log.ShouldContain("serialConsoleLogBlobUri\":\"https://"); // its signature, which lets anybody read, is cut off
        log.ShouldNotContain("sig=");
    }

    [Fact]
    public async Task Exchanges_at_the_same_time_leave_whole_lines()
    {
        await using var box = await StartAsync(speed: 0, Log);
        await box.Cloud.PrepareGroundAsync(default);

        await Task.WhenAll(
            Enumerable.Range(1, 20).Select(n => box.Cloud.CreateDiskAsync(DiskName.Of(Alice, n), default)));

        var lines = await File.ReadAllLinesAsync(Log);
        lines.Length.ShouldBeGreaterThanOrEqualTo(40);
        lines.ShouldAllBe(line => JsonNode.Parse(line, null, default)!["response"]!["status"]!.GetValue<int>() < 500);
    }

    private static Task<AzureBox> StartAsync(double speed, string log) => AzureBox.StartAsync(
        sandbox => sandbox with { Speed = speed },
        sandbox => new AzureOptions
        {
            SubscriptionId = sandbox.SubscriptionId,
            ResourceGroup = "fresh",
            Location = sandbox.Location,
            AllowedSources = ["203.0.113.7"],
            Ports = new AzurePortOptions { Desktop = true, Moonlight = true, Tailscale = true },
            TrafficLog = log,
        });

    private async Task LiveAsync(double speed)
    {
        await using var box = await StartAsync(speed, Log);
        var cloud = box.Cloud;
        await cloud.DescribeAsync(default);
        await cloud.CheckGroundAsync(default);
        await cloud.PrepareGroundAsync(default);
        await cloud.CheckGroundAsync(default);
        await cloud.AllowSourcesAsync(["198.51.100.0/24", "203.0.113.7"], default);
        await cloud.ListImagesAsync(default);
        var image = (await cloud.ResolveImageAsync(null, default)).Version;
        var size = await cloud.ChooseSizeAsync(Profile.Headless, replaces: null, default);

        var first = MachineName.Of(Alice, 1);
        await cloud.CreateAddressAsync(Alice, default);
        await cloud.CreateNicAsync(first, default);
        await cloud.CreateDiskAsync(Disk, default);
        await cloud.CreateMachineAsync(Order(first, Disk, image, size), default);
        await cloud.RunCommandAsync(first, "true\necho \"ok\"", default);
        await cloud.FindBootLogAsync(first, default);
        await cloud.RestartMachineAsync(first, default);
        await cloud.DeallocateMachineAsync(first, default);
        await cloud.StartMachineAsync(first, default);

        await cloud.CreateSnapshotAsync(Disk, "alice-d1-s1", default);
        await cloud.DeleteMachineAsync(first, default);
        var second = MachineName.Of(Alice, 2);
        var restored = DiskName.Of(Alice, 2);
        await cloud.CreateDiskFromSnapshotAsync(restored, "alice-d1-s1", default);
        await cloud.RetireDiskAsync(Disk, default);
        await cloud.CreateNicAsync(second, default);
        await cloud.CreateMachineAsync(Order(second, restored, image, size), default);
        await cloud.ListMachinesAsync(null, default);

        await cloud.DeleteMachineAsync(second, default);
        await cloud.DeleteSnapshotAsync(Alice, "alice-d1-s1", default);
        await cloud.DeleteDiskAsync(Disk, default);
        await cloud.DeleteDiskAsync(restored, default);
        await BecomeAnImageAsync(cloud, image, size);
        await cloud.DeleteAddressAsync(Alice, default);
        (await cloud.ListDisksAsync(null, default)).ShouldBeEmpty();
    }

    private static async Task BecomeAnImageAsync(ICloud cloud, ImageVersion image, string size)
    {
        var third = MachineName.Of(Alice, 3);
        var version = ImageVersion.Parse("9.0.0");
        await cloud.CreateNicAsync(third, default);
        await cloud.CreateMachineAsync(Order(third, disk: null, image, size), default);
        await cloud.DeallocateMachineAsync(third, default);
        await cloud.GeneralizeMachineAsync(third, default);
        var tags = new Dictionary<string, string> { [ResourceTags.OpenClaw] = "2026.9.6" };
        await cloud.CreateImageVersionAsync(version, third, tags, default);
        await cloud.DeleteMachineAsync(third, default);
        await cloud.DeleteImageVersionAsync(version, Alice, default);
    }

    private static MachineOrder Order(MachineName machine, DiskName? disk, ImageVersion image, string size) => new(
        machine, image, size, Profile.Headless, disk, "claw",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn claw",
        Encoding.UTF8.GetBytes(CustomData));
}
