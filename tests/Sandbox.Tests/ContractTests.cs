using System.Text.Json.Nodes;
using ParentClaw.TestKit;

namespace ParentClaw.Sandbox.Tests;

/// <summary>What the sandbox says, checked against the published API descriptions by the shared validator.</summary>
public class ContractTests
{
    [TrafficFact]
    public async Task A_long_exchange_passes_the_shared_validator()
    {
        await using var box = await Box.OpenAsync(speed: 0.0005);
        await LiveAWholeLifeAsync(box);
        await LookAroundAsync(box);
        await BeRefusedAsync(box);

        (await ValidateAsync(box.Traffic)).ShouldBeEmpty();
    }

    [TrafficFact]
    public async Task A_long_exchange_that_completes_at_once_passes_too()
    {
        await using var box = await Box.OpenAsync();
        await LiveAWholeLifeAsync(box);
        await LookAroundAsync(box);

        (await ValidateAsync(box.Traffic)).ShouldBeEmpty();
    }

    [TrafficFact]
    public async Task The_shared_validator_finds_a_broken_answer()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("alice");
        await box.GetAsync(box.VmId("alice"), Box.Compute);
        var broken = box.Traffic[^1].Replace("\"vmSize\"", "\"vmSise\"", StringComparison.Ordinal);

        (await ValidateAsync([.. box.Traffic, broken]))
            .ShouldContain("vmSise: unknown");
    }

    private static async Task LiveAWholeLifeAsync(Box box)
    {
        await box.DeployAsync("alice");
        async Task Do(Task<Exchange> call) => (await box.EndOfAsync(await call)).Status.ShouldBeLessThan(300);
        var vm = box.VmId("alice");
        await Do(box.PostAsync($"{vm}/runCommand", Some.Script("true")));
        await Do(box.SendAsync("PATCH", vm, Box.Compute, Some.DataDisks()));
        var snapshot = Some.CopyOf(box.DiskId("alice-d1"), snapshot: true);
        await Do(box.PutAsync(box.SnapshotId("alice-s1"), Box.DiskVersion, snapshot));
        await Do(box.PutAsync(box.DiskId("alice-d2"), Box.DiskVersion, Some.CopyOf(box.SnapshotId("alice-s1"))));
        await Do(box.SendAsync("PATCH", vm, Box.Compute, Some.DataDisks(Some.DataDisk(box, "alice-d2"))));
        foreach (var order in new[] { "restart", "powerOff", "start", "redeploy", "reapply", "deallocate", "start" })
            await Do(box.PostAsync($"{vm}/{order}"));
        await Do(box.PutAsync(vm, Box.Compute, Some.Machine(box, "alice-nic", "alice-d2")));
        await Do(box.SendAsync("PATCH", box.DiskId("alice-d1"), Box.DiskVersion, new JsonObject
        {
            ["tags"] = new JsonObject { ["role"] = "retired" },
        }));
        await Do(box.DeleteAsync(vm, Box.Compute));
        await Do(box.DeleteAsync(box.NicId("alice-nic"), Box.Network));
        await Do(box.DeleteAsync(box.AddressId("alice-ip"), Box.Network));
        await Do(box.DeleteAsync(box.DiskId("alice-d1"), Box.DiskVersion));
        await Do(box.DeleteAsync(box.SnapshotId("alice-s1"), Box.DiskVersion));
        await Do(box.DeleteAsync(box.DiskId("alice-d1"), Box.DiskVersion));
        await BecomeAnImageAsync(box);
        await box.DeployAsync("bob");
    }

    private static async Task BecomeAnImageAsync(Box box)
    {
        await box.DeployAsync("carol");
        var version = $"{box.Group}/providers/Microsoft.Compute/galleries/{box.Options.Gallery}"
            + $"/images/{box.Options.ImageDefinition}/versions/2.0.0";
        await box.EndOfAsync(await box.PostAsync($"{box.VmId("carol")}/deallocate"));
        (await box.PostAsync($"{box.VmId("carol")}/generalize")).Status.ShouldBe(200);
        await box.GetAsync($"{box.VmId("carol")}?$expand=instanceView", Box.Compute);
        await box.EndOfAsync(await box.PutAsync(version, "2022-03-03", new JsonObject
        {
            ["location"] = "westeurope",
            ["properties"] = new JsonObject
            {
                ["storageProfile"] = new JsonObject
                {
                    ["source"] = new JsonObject { ["id"] = box.VmId("carol") },
                },
            },
        }));
        (await box.GetAsync(version, "2022-03-03")).Status.ShouldBe(200);
        await box.EndOfAsync(await box.DeleteAsync(version, "2022-03-03"));
    }

    private static async Task LookAroundAsync(Box box)
    {
        var subscription = $"/subscriptions/{box.Options.SubscriptionId}";
        var gallery = $"{box.Group}/providers/Microsoft.Compute/galleries/{box.Options.Gallery}";
        var images = $"{subscription}/providers/Microsoft.Compute/locations/westeurope/publishers/Canonical"
            + "/artifacttypes/vmimage/offers";
        foreach (var (path, version) in new (string, string)[]
        {
            ("/tenants", "2022-12-01"), ("/subscriptions", "2022-12-01"), (subscription, "2022-12-01"),
            ($"{subscription}/locations", "2022-12-01"), (box.VmId("bob"), Box.Compute),
            ($"{subscription}/providers/Microsoft.Authorization/permissions", "2022-04-01"),
            ($"{subscription}/providers", Box.Groups), ($"{subscription}/providers/Microsoft.Network", Box.Groups),
            ($"{subscription}/resourcegroups", Box.Groups), ($"{subscription}/resources", Box.Groups),
            ($"{subscription}/resources?$filter=tagName eq 'fleet' and tagValue eq 'test'", Box.Groups),
            ($"{subscription}/resourcegroups/{box.Options.ResourceGroup}", Box.Groups),
            ($"{box.Group}/resources", Box.Groups), ($"{box.VmId("bob")}?$expand=instanceView", Box.Compute),
            ($"{box.VmId("bob")}/instanceView", Box.Compute), (box.DiskId("bob-d1"), Box.DiskVersion),
            ($"{subscription}/providers/Microsoft.Compute/disks", Box.DiskVersion),
            ($"{box.Group}/providers/Microsoft.Compute/snapshots", Box.DiskVersion),
            ($"{box.Group}/providers/Microsoft.Compute/virtualMachines", Box.Compute),
            ($"{box.Group}/providers/Microsoft.Network/networkInterfaces", Box.Network),
            ($"{box.Group}/providers/Microsoft.Network/publicIPAddresses", Box.Network),
            ($"{box.Group}/providers/Microsoft.Network/networkSecurityGroups", Box.Network),
            ($"{box.Group}/providers/Microsoft.Network/virtualNetworks", Box.Network), (box.SubnetId, Box.Network),
            (gallery, "2022-03-03"), ($"{gallery}/images", "2022-03-03"),
            ($"{gallery}/images/{box.Options.ImageDefinition}/versions", "2022-03-03"),
            ($"{gallery}/images/{box.Options.ImageDefinition}/versions/1.0.0", "2022-03-03"),
            ($"{subscription}/providers/Microsoft.Compute/skus?$filter=location eq 'westeurope'", "2021-07-01"),
            ($"{subscription}/providers/Microsoft.Compute/locations/westeurope/usages", Box.Compute),
            (images, Box.Compute), ($"{images}/ubuntu-24_04-lts/skus", Box.Compute),
            ($"{images}/ubuntu-24_04-lts/skus/server/versions", Box.Compute),
            ($"{images}/ubuntu-24_04-lts/skus/server/versions/24.04.202510010", Box.Compute),
        })
            (await box.GetAsync(path, version)).Status.ShouldBe(200, path);
        var boot = await box.PostAsync($"{box.VmId("bob")}/retrieveBootDiagnosticsData");
        boot.Text("serialConsoleLogBlobUri").ShouldNotBeNull();
        await box.SendAsync("HEAD", $"{subscription}/resourcegroups/nobody", Box.Groups, null);
        await box.PostProviderAsync("Microsoft.Compute");
        var other = $"{subscription}/resourcegroups/other";
        (await box.PutAsync(other, Box.Groups, new JsonObject { ["location"] = "westeurope" })).Status.ShouldBe(201);
        await box.EndOfAsync(await box.DeleteAsync(other, Box.Groups));
    }

    private static async Task BeRefusedAsync(Box box)
    {
        await box.GetAsync(box.VmId("nobody"), Box.Compute);
        await box.GetAsync(box.NicId("nobody"), Box.Network);
        (await box.DeleteAsync(box.NicId("bob-nic"), Box.Network)).Code.ShouldBe("NicInUse");
        (await box.DeleteAsync(box.DiskId("bob-d1"), Box.DiskVersion)).Code.ShouldBe("OperationNotAllowed");
        box.Server.Faults.Add(new Fault
        {
            On = "VirtualMachines_Restart", Action = FaultAction.FailOperation, Code = "AllocationFailed",
        });
        var failed = await box.EndOfAsync(await box.PostAsync($"{box.VmId("bob")}/restart"));
        failed.Code.ShouldBe("AllocationFailed");
    }

    private static async Task<string> ValidateAsync(IEnumerable<string> traffic)
    {
        using var folder = new TempFolder();
        await File.WriteAllLinesAsync(folder["traffic.jsonl"], traffic);
        return await TrafficCheck.FindingsAsync(folder["traffic.jsonl"]);
    }
}
