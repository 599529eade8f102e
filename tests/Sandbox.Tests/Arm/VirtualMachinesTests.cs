using ParentClaw.TestKit;

namespace ParentClaw.Sandbox.Tests.Arm;

public class VirtualMachinesTests
{
    [Fact]
    public async Task A_disk_serves_one_machine()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("alice");
        await box.PutAsync(box.NicId("bob-nic"), Box.Network, Some.Nic(box));

        var second = await box.PutAsync(
            box.VmId("bob"), Box.Compute, Some.Machine(box, "bob-nic", "alice-d1"));

        (second.Status, second.Code).ShouldBe((409, "ConflictingUserInput"));
        (await box.GetAsync(box.VmId("bob"), Box.Compute)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task The_OS_disk_goes_with_its_machine_and_the_rest_stays_as_deleteOption_says()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("alice");
        var machine = await box.GetAsync(box.VmId("alice"), Box.Compute);
        var osDisk = machine.Property("storageProfile")!["osDisk"]!["managedDisk"]!["id"]!.GetValue<string>();
        (await box.GetAsync(osDisk, Box.DiskVersion)).Status.ShouldBe(200);

        await box.DeleteAsync(box.VmId("alice"), Box.Compute);

        (await box.GetAsync(osDisk, Box.DiskVersion)).Status.ShouldBe(404);
        var data = await box.GetAsync(box.DiskId("alice-d1"), Box.DiskVersion);
        data.Property("diskState")!.GetValue<string>().ShouldBe("Unattached");
        (await box.DeleteAsync(box.NicId("alice-nic"), Box.Network)).Status.ShouldBe(200);
        (await box.DeleteAsync(box.AddressId("alice-ip"), Box.Network)).Status.ShouldBe(200);
        (await box.DeleteAsync(box.VmId("alice"), Box.Compute)).Status.ShouldBe(204);
    }

    [Fact]
    public async Task Custom_data_is_never_given_back_and_never_changed()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("alice", data: "#cloud-config\n");

        var machine = await box.GetAsync(box.VmId("alice"), Box.Compute);
        machine.Body!.ToJsonString().ShouldNotContain("customData");
        var other = Some.Machine(box, "alice-nic", "alice-d1", customData: "#cloud-config\nruncmd: []\n");
        (await box.PutAsync(box.VmId("alice"), Box.Compute, other)).Code.ShouldBe("PropertyChangeNotAllowed");
    }

    [Fact]
    public async Task Deallocated_machines_count_against_the_quota()
    {
        await using var box = await Box.OpenAsync(o => o with { CoreQuota = 3 });
        await box.DeployAsync("alice");
        await box.PostAsync($"{box.VmId("alice")}/deallocate");

        (await box.DeployAsync("bob")).Code.ShouldBe("QuotaExceeded");

        await box.DeleteAsync(box.VmId("alice"), Box.Compute);
        (await box.DeployAsync("bob")).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_refused_create_holds_its_NIC_for_three_minutes()
    {
        var clock = new ManualTime();
        await using var box = await Box.OpenAsync(o => o with { Speed = 1, CoreQuota = 200 }, clock);
        await box.PassAsync(clock, await box.PutAsync(box.NicId("n"), Box.Network, Some.Nic(box)));
        box.Server.Faults.Add(new Fault { On = "VirtualMachines_CreateOrUpdate", Code = "SkuNotAvailable" });

        (await box.PutAsync(box.VmId("a"), Box.Compute, Some.Machine(box, "n"))).Code.ShouldBe("SkuNotAvailable");
        (await box.PutAsync(box.VmId("b"), Box.Compute, Some.Machine(box, "n"))).Code
            .ShouldBe("NicReservedForAnotherVm");
        clock.Advance(TimeSpan.FromSeconds(181));

        (await box.PutAsync(box.VmId("b"), Box.Compute, Some.Machine(box, "n"))).Status.ShouldBe(201);
    }

    [Fact]
    public async Task A_definition_stands_for_its_newest_version_that_is_not_held_back()
    {
        await using var box = await Box.OpenAsync(o => o with
        {
            Images = new Dictionary<string, string> { ["1.9.0"] = "", ["1.10.0"] = "", ["2.0.0-bad"] = "" },
        });
        await box.PutAsync(box.NicId("n"), Box.Network, Some.Nic(box));
        var body = Some.Machine(box, "n");
        var reference = body["properties"]!["storageProfile"]!["imageReference"]!;
        reference["id"] = reference["id"]!.GetValue<string>().Replace("/versions/1.0.0", "", StringComparison.Ordinal);

        var machine = await box.PutAsync(box.VmId("a"), Box.Compute, body);

        machine.Property("storageProfile")!["imageReference"]!["exactVersion"]!.GetValue<string>().ShouldBe("1.10.0");
    }

    [Theory]
    [InlineData("vmSize", "Standard_Z9", 400, "InvalidParameter")]
    [InlineData("image", "9.9.9", 404, "GalleryImageNotFound")]
    [InlineData("nic", "nobody", 404, "NotFound")]
    [InlineData("disk", "nobody", 404, "NotFound")]
    public async Task What_a_machine_names_must_exist(string what, string value, int status, string code)
    {
        await using var box = await Box.OpenAsync();
        await box.PutAsync(box.NicId("n"), Box.Network, Some.Nic(box));
        var body = Some.Machine(
            box, what == "nic" ? value : "n", what == "disk" ? value : null, what == "image" ? value : "1.0.0");
        if (what == "vmSize")
            body["properties"]!["hardwareProfile"]!["vmSize"] = value;

        var answer = await box.PutAsync(box.VmId("a"), Box.Compute, body);

        (answer.Status, answer.Code).ShouldBe((status, code));
    }
}
