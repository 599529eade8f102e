using System.Text.Json;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.AzureVms;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.Sandbox;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.AzureVms;

public sealed class AzureMachinesTests
{
    private const string Ubuntu = "Canonical:ubuntu-24_04-lts:server:24.04.202510010";
    private static readonly ClawName Alice = ClawName.Parse("alice");
    private static readonly MachineName First = MachineName.Of(Alice, 1);
    private static readonly DiskName Disk = DiskName.Of(Alice, 1);

    [Theory]
    [InlineData("1.0.0", "gallery")]
    [InlineData(Ubuntu, "marketplace")]
    public async Task A_machine_is_asked_for_as_approved(string image, string approved)
    {
        using var folder = new TempFolder();
        await using var box = await AzureBox.StartAsync(
            configure: sandbox => AzureBox.OptionsFor(sandbox, folder["traffic.jsonl"]));

        await DeployAsync(box.Cloud, image);

        var body = (await File.ReadAllLinesAsync(folder["traffic.jsonl"]))
            .Select(line => JsonNode.Parse(line)!["request"]!)
            .Single(request => request["method"]!.ToString() == "PUT"
                && request["url"]!.ToString().Contains("/virtualMachines/", StringComparison.Ordinal))["body"]!;
        var file = Path.Combine(
            Repository.Root, "tests", "FleetOps.Tests", "AzureVms", $"AzureMachinesTests.{approved}.approved.json");
        Pretty(body).ShouldBe(Pretty(JsonNode.Parse(await File.ReadAllTextAsync(file))!));
    }

    [Fact]
    public async Task A_code_that_means_busy_or_full_is_told_apart_by_the_usage_list()
    {
        await using var full = await AzureBox.StartAsync(sandbox => sandbox with { CoreQuota = 1 });
        await using var roomy = await AzureBox.StartAsync();
        foreach (var box in new[] { full, roomy })
            box.Server.Faults.Add(new Fault
            {
                On = "VirtualMachines_CreateOrUpdate",
                Status = 409,
                Code = "OperationNotAllowed",
            });

        (await Should.ThrowAsync<FleetException>(() => DeployAsync(full.Cloud, "1.0.0")))
            .Reason.ShouldBe(FailureReason.QuotaExceeded);
        (await DeployAsync(roomy.Cloud, "1.0.0")).Power.ShouldBe(Power.Running); // busy: waited out
    }

    [Fact]
    public async Task A_machine_that_never_came_up_is_made_anew()
    {
        await using var box = await AzureBox.StartAsync();
        box.Server.Faults.Add(new Fault
        {
            On = "VirtualMachines_CreateOrUpdate",
            Action = FaultAction.FailOperation,
            Code = "OSProvisioningTimedOut",
        });
        (await Should.ThrowAsync<FleetException>(() => DeployAsync(box.Cloud, "1.0.0")))
            .Reason.ShouldBe(FailureReason.ProvisioningFailed);
        var stillborn = box.Server.Machines.FindByName("alice-g1").ShouldNotBeNull().Id;

        await DeployAsync(box.Cloud, "1.0.0");

        box.Server.Machines.FindByName("alice-g1").ShouldNotBeNull().Id.ShouldNotBe(stillborn);
    }

    [Fact]
    public async Task A_machine_that_is_still_being_made_is_waited_for()
    {
        await using var box = await AzureBox.StartAsync(sandbox => sandbox with { Speed = 0.01 });
        using var interrupted = new CancellationTokenSource();
        var first = DeployAsync(box.Cloud, "1.0.0", interrupted.Token);
        while (box.Server.Machines.FindByName("alice-g1") is null)
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, default);
        await interrupted.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);

        (await DeployAsync(box.Cloud, "1.0.0")).Power.ShouldBe(Power.Running);
    }

    [Fact]
    public async Task A_machine_that_stands_with_another_disk_is_not_adopted()
    {
        await using var box = await AzureBox.StartAsync();
        await DeployAsync(box.Cloud, "1.0.0");
        await box.Cloud.CreateDiskAsync(DiskName.Of(Alice, 2), default);

        var refused = await Should.ThrowAsync<FleetException>(
            () => box.Cloud.CreateMachineAsync(Order("1.0.0") with { DataDisk = DiskName.Of(Alice, 2) }, default));

        refused.Reason.ShouldBe(FailureReason.InvalidRequest);
        refused.Message.ShouldBe("alice-g1 stands there already, with alice-d1 instead of alice-d2.");
    }

    [Fact]
    public async Task A_silent_agent_is_asked_once()
    {
        await using var box = await AzureBox.StartAsync();
        await DeployAsync(box.Cloud, "1.0.0");
        await box.Server.Machines.BreakAsync("alice-g1", MachineBreak.Hung, default);
        box.Server.Faults.Add(new Fault // would meet a second question
        {
            On = "VirtualMachines_RunCommand",
            Status = 403,
            Code = "AuthorizationFailed",
            After = 1,
        });

        (await Should.ThrowAsync<FleetException>(() => box.Cloud.RunCommandAsync(First, "true", default)))
            .Reason.ShouldBe(FailureReason.Unreachable);
    }

    private static async Task<CloudMachine> DeployAsync(
        AzureCloud cloud, string image, CancellationToken cancellationToken = default)
    {
        await cloud.CreateAddressAsync(Alice, cancellationToken);
        await cloud.CreateNicAsync(First, cancellationToken);
        await cloud.CreateDiskAsync(Disk, cancellationToken);
        return await cloud.CreateMachineAsync(Order(image), cancellationToken);
    }

    private static MachineOrder Order(string image) => new(
        First, ImageVersion.Parse(image), "Standard_B2s_v2", Profile.Headless, Disk, "claw", "ssh-ed25519 AAAA claw",
        "#cloud-config\n"u8.ToArray());

    private static string Pretty(JsonNode node) =>
        node.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
}
