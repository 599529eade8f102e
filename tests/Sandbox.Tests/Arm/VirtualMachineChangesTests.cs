using System.Text.Json.Nodes;
using ParentClaw.TestKit;

namespace ParentClaw.Sandbox.Tests.Arm;

public class VirtualMachineChangesTests
{
    [Fact]
    public async Task A_disk_that_is_being_detached_cannot_be_attached_elsewhere()
    {
        var clock = new ManualTime();
        await using var box = await OpenAsync(clock);
        await DeployAsync(box, clock, "alice");
        await DeployAsync(box, clock, "bob");
        var detach = await box.SendAsync("PATCH", box.VmId("alice"), Box.Compute, Some.DataDisks());
        detach.Status.ShouldBe(200);

        var early = await box.SendAsync("PATCH", box.VmId("bob"), Box.Compute, BothDisks(box));
        await box.PassAsync(clock, detach);
        var later = await box.SendAsync("PATCH", box.VmId("bob"), Box.Compute, BothDisks(box));

        early.Code.ShouldBe("AttachDiskWhileBeingDetached");
        later.Status.ShouldBe(200);
        var disk = await box.GetAsync(box.DiskId("alice-d1"), Box.DiskVersion);
        disk.Text("managedBy").ShouldBe(box.VmId("bob"));
    }

    [Fact]
    public async Task A_second_order_on_a_busy_machine_is_a_conflict()
    {
        var clock = new ManualTime();
        await using var box = await OpenAsync(clock);
        await DeployAsync(box, clock, "alice");
        await box.PostAsync($"{box.VmId("alice")}/restart");

        (await box.PostAsync($"{box.VmId("alice")}/deallocate")).Code.ShouldBe("Conflict");
        (await box.DeleteAsync(box.VmId("alice"), Box.Compute)).Code.ShouldBe("Conflict");
    }

    [Fact]
    public async Task A_machine_moves_to_another_NIC_only_while_it_is_deallocated()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("alice");
        await box.PutAsync(box.NicId("other"), Box.Network, Some.Nic(box));
        var moved = Some.Machine(box, "other", "alice-d1");

        (await box.PutAsync(box.VmId("alice"), Box.Compute, moved)).Code.ShouldBe("OperationNotAllowed");
        await box.PostAsync($"{box.VmId("alice")}/deallocate");

        (await box.PutAsync(box.VmId("alice"), Box.Compute, moved)).Status.ShouldBe(200);
        (await box.DeleteAsync(box.NicId("alice-nic"), Box.Network)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_detach_that_fails_leaves_the_disk_where_it_was()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("alice");
        box.Server.Faults.Add(new Fault
        {
            On = "VirtualMachines_Update", Action = FaultAction.FailOperation, Code = "InternalExecutionError",
        });

        await box.SendAsync("PATCH", box.VmId("alice"), Box.Compute, Some.DataDisks());

        var machine = await box.GetAsync(box.VmId("alice"), Box.Compute);
        machine.Property("storageProfile")!["dataDisks"]!.AsArray().Count.ShouldBe(1);
        var disk = await box.GetAsync(box.DiskId("alice-d1"), Box.DiskVersion);
        disk.Text("managedBy").ShouldBe(box.VmId("alice"));
        (await box.SendAsync("PATCH", box.VmId("alice"), Box.Compute, Some.DataDisks())).Status.ShouldBe(200);
        (await box.GetAsync(box.DiskId("alice-d1"), Box.DiskVersion)).Text("managedBy").ShouldBeNull();
    }

    [Fact]
    public async Task A_start_without_capacity_leaves_the_machine_deallocated()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("alice");
        await box.PostAsync($"{box.VmId("alice")}/deallocate");
        box.Server.Faults.Add(new Fault
        {
            On = "VirtualMachines_Start", Action = FaultAction.FailOperation, Code = "AllocationFailed",
        });

        await box.PostAsync($"{box.VmId("alice")}/start");

        box.Server.Machines.FindByName("alice")!.State.ShouldBe("deallocated");
        await box.PostAsync($"{box.VmId("alice")}/start");
        box.Server.Machines.FindByName("alice")!.State.ShouldBe("running");
    }

    private static JsonObject BothDisks(Box box) => Some.DataDisks(
        Some.DataDisk(box, "bob-d1"), Some.DataDisk(box, "alice-d1", lun: 1));

    private static Task<Box> OpenAsync(ManualTime clock) => Box.OpenAsync(o => o with { Speed = 1 }, clock);

    private static async Task DeployAsync(Box box, ManualTime clock, string name)
    {
        await box.PassAsync(clock, await box.PutAsync(box.NicId($"{name}-nic"), Box.Network, Some.Nic(box)));
        await box.PassAsync(clock, await box.PutAsync(box.DiskId($"{name}-d1"), Box.DiskVersion, Some.Disk()));
        await box.PassAsync(clock, await box.PutAsync(
            box.VmId(name), Box.Compute, Some.Machine(box, $"{name}-nic", $"{name}-d1")));
    }
}
