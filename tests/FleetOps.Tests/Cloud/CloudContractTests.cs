using System.Net;
using System.Text;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Tests.Cloud;

/// <summary>Holds an adapter to what <see cref="ICloud"/> says. A new cloud subclasses this, and is done when it passes.</summary>
public abstract class CloudContractTests : IAsyncLifetime
{
    protected static readonly ClawName Alice = ClawName.Parse("alice");
    protected static readonly MachineName First = MachineName.Of(Alice, 1);
    protected static readonly MachineName Second = MachineName.Of(Alice, 2);
    protected static readonly DiskName Disk = DiskName.Of(Alice, 1);

    /// <summary>A cloud with the ground prepared and nothing on it, of a fleet of its own.</summary>
    protected abstract ICloud Cloud { get; }

    /// <summary>The same cloud as another fleet sees it.</summary>
    protected abstract ICloud OtherFleet { get; }

    /// <summary>Makes the next changes of this kind fail.</summary>
    protected abstract void Break(CloudAct act, CloudFault fault, int times = 1);

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [Fact]
    public async Task What_is_not_there_is_found_as_null()
    {
        (await Cloud.FindAddressAsync(Alice, default)).ShouldBeNull();
        (await Cloud.FindDiskAsync(Disk, default)).ShouldBeNull();
        (await Cloud.FindMachineAsync(First, default)).ShouldBeNull();
        (await Cloud.FindBootLogAsync(First, default)).ShouldBeNull();
        (await Cloud.ListMachinesAsync(null, default)).ShouldBeEmpty();
        (await Cloud.ListDisksAsync(Alice, default)).ShouldBeEmpty();
        (await Cloud.ListSnapshotsAsync(Alice, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleting_what_is_not_there_is_success()
    {
        await Cloud.DeleteAddressAsync(Alice, default);
        await Cloud.DeleteDiskAsync(Disk, default);
        await Cloud.DeleteSnapshotAsync(Alice, "alice-d1-s1", default);
        await Cloud.DeleteMachineAsync(First, default);
    }

    [Fact]
    public async Task Acts_on_a_machine_that_is_not_there_throw_NotFound()
    {
        await ShouldFailAsync(FailureReason.NotFound, () => Cloud.StartMachineAsync(First, default));
        await ShouldFailAsync(FailureReason.NotFound, () => Cloud.DeallocateMachineAsync(First, default));
        await ShouldFailAsync(FailureReason.NotFound, () => Cloud.RestartMachineAsync(First, default));
        await ShouldFailAsync(FailureReason.NotFound, () => Cloud.RunCommandAsync(First, "true", default));
    }

    [Fact]
    public async Task A_machine_is_made_with_address_NIC_and_data_disk_and_found_again()
    {
        var address = await DeployAsync(First);

        address.ShouldNotBe(IPAddress.None);
        (await Cloud.FindAddressAsync(Alice, default)).ShouldBe(address);
        var machine = (await Cloud.FindMachineAsync(First, default)).ShouldNotBeNull();
        machine.Power.ShouldBe(Power.Running);
        machine.Size.ShouldBe("Standard_B2s_v2");
        machine.DataDisk.ShouldBe(Disk);
        (await Cloud.FindDiskAsync(Disk, default)).ShouldNotBeNull().AttachedTo.ShouldBe(First.ToString());
        (await Cloud.ListMachinesAsync(null, default)).ShouldHaveSingleItem().ShouldBe(machine);
        (await Cloud.ListMachinesAsync(Alice, default)).ShouldHaveSingleItem();
        (await Cloud.ListMachinesAsync(ClawName.Parse("bob"), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Making_everything_twice_equals_making_it_once()
    {
        var first = await DeployAsync(First);
        var disks = await Cloud.ListDisksAsync(null, default);
        var machines = await Cloud.ListMachinesAsync(null, default);

        (await DeployAsync(First)).ShouldBe(first);

        (await Cloud.ListDisksAsync(null, default)).ShouldBe(disks);
        (await Cloud.ListMachinesAsync(null, default)).ShouldBe(machines);
    }

    [Fact]
    public async Task Power_acts_lead_to_their_state_from_any_other()
    {
        await DeployAsync(First);

        await Cloud.DeallocateMachineAsync(First, default);
        await Cloud.DeallocateMachineAsync(First, default);
        (await PowerAsync(First)).ShouldBe(Power.Deallocated);
        await Cloud.StartMachineAsync(First, default);
        await Cloud.StartMachineAsync(First, default);
        (await PowerAsync(First)).ShouldBe(Power.Running);
        await Cloud.RestartMachineAsync(First, default);
        (await PowerAsync(First)).ShouldBe(Power.Running);
        await Cloud.DeallocateMachineAsync(First, default);
        await Cloud.RestartMachineAsync(First, default);
        (await PowerAsync(First)).ShouldBe(Power.Running);
    }

    [Fact]
    public async Task Making_a_deallocated_machine_starts_it()
    {
        await DeployAsync(First);
        await Cloud.DeallocateMachineAsync(First, default);

        (await Cloud.CreateMachineAsync(Order(First, Disk), default)).Power.ShouldBe(Power.Running);
    }

    [Fact]
    public async Task Deleting_a_machine_leaves_its_data_disk_and_the_claws_address()
    {
        var address = await DeployAsync(First);

        await Cloud.DeleteMachineAsync(First, default);
        await Cloud.DeleteMachineAsync(First, default);

        (await Cloud.FindMachineAsync(First, default)).ShouldBeNull();
        (await Cloud.FindDiskAsync(Disk, default)).ShouldNotBeNull().AttachedTo.ShouldBeNull();
        (await Cloud.FindAddressAsync(Alice, default)).ShouldBe(address);
        await Cloud.DeleteAddressAsync(Alice, default); // it is on no NIC any more
        (await Cloud.FindAddressAsync(Alice, default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_next_generation_takes_over_disk_and_address()
    {
        var address = await DeployAsync(First);
        await ShouldFailAsync(FailureReason.Conflict, () => Cloud.CreateMachineAsync(Order(Second, Disk), default));
        await Cloud.CreateNicAsync(Second, default); // takes the address while the old machine still stands

        await Cloud.DeleteMachineAsync(First, default);
        (await DeployAsync(Second)).ShouldBe(address);

        (await Cloud.ListMachinesAsync(Alice, default)).ShouldHaveSingleItem().DataDisk.ShouldBe(Disk);
    }

    [Fact]
    public async Task What_is_in_use_is_not_deleted()
    {
        await DeployAsync(First);

        await ShouldFailAsync(FailureReason.Conflict, () => Cloud.DeleteDiskAsync(Disk, default));
        await ShouldFailAsync(FailureReason.Conflict, () => Cloud.RetireDiskAsync(Disk, default));
        await ShouldFailAsync(FailureReason.Conflict, () => Cloud.DeleteAddressAsync(Alice, default));
    }

    [Fact]
    public async Task A_snapshot_is_taken_once_and_makes_a_new_disk()
    {
        await DeployAsync(First);
        var taken = await Cloud.CreateSnapshotAsync(Disk, "alice-d1-s1", default);
        (await Cloud.CreateSnapshotAsync(Disk, "alice-d1-s1", default)).ShouldBe(taken);
        await Cloud.CreateSnapshotAsync(Disk, "alice-d1-s2", default);
        (await Cloud.ListSnapshotsAsync(Alice, default)).Select(one => one.Name).ShouldBe(["alice-d1-s1", "alice-d1-s2"]);

        var restored = await Cloud.CreateDiskFromSnapshotAsync(DiskName.Of(Alice, 2), taken.Name, default);
        (await Cloud.CreateDiskFromSnapshotAsync(DiskName.Of(Alice, 2), taken.Name, default)).ShouldBe(restored);

        restored.SizeGiB.ShouldBe((await Cloud.FindDiskAsync(Disk, default))!.SizeGiB);
        await Cloud.DeleteSnapshotAsync(Alice, "alice-d1-s1", default);
        await Cloud.DeleteSnapshotAsync(Alice, "alice-d1-s1", default);
        (await Cloud.ListSnapshotsAsync(Alice, default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Without_the_source_there_is_no_snapshot_and_no_disk_from_it()
    {
        await ShouldFailAsync(FailureReason.NotFound, () => Cloud.CreateSnapshotAsync(Disk, "alice-d1-s1", default));
        await ShouldFailAsync(FailureReason.NotFound, () => Cloud.CreateDiskFromSnapshotAsync(Disk, "alice-d1-s1", default));
        await ShouldFailAsync(FailureReason.NotFound, () => Cloud.RetireDiskAsync(Disk, default));
    }

    [Fact]
    public async Task A_retired_disk_is_kept_and_told_apart()
    {
        await Cloud.CreateDiskAsync(Disk, default);
        await Cloud.CreateDiskAsync(DiskName.Of(Alice, 2), default);

        await Cloud.RetireDiskAsync(Disk, default);
        await Cloud.RetireDiskAsync(Disk, default);

        (await Cloud.ListDisksAsync(Alice, default)).Select(one => one.IsRetired).ShouldBe([true, false]);
        await Cloud.DeleteDiskAsync(Disk, default);
        (await Cloud.FindDiskAsync(Disk, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Another_fleets_resources_are_neither_seen_nor_touched()
    {
        await DeployAsync(First);

        (await OtherFleet.ListMachinesAsync(null, default)).ShouldBeEmpty();
        (await OtherFleet.FindMachineAsync(First, default)).ShouldBeNull();
        (await OtherFleet.FindDiskAsync(Disk, default)).ShouldBeNull();
        await ShouldFailAsync(FailureReason.InvalidRequest, () => OtherFleet.DeleteMachineAsync(First, default));
        await ShouldFailAsync(FailureReason.InvalidRequest, () => OtherFleet.DeleteDiskAsync(Disk, default));
        await ShouldFailAsync(FailureReason.InvalidRequest, () => OtherFleet.DeallocateMachineAsync(First, default));
        await ShouldFailAsync(FailureReason.InvalidRequest, () => OtherFleet.CreateDiskAsync(Disk, default));
        (await PowerAsync(First)).ShouldBe(Power.Running);
    }

    [Fact]
    public async Task A_run_command_answers_where_the_machine_runs_and_nowhere_else()
    {
        await DeployAsync(First);

        await Cloud.RunCommandAsync(First, "true", default);

        await Cloud.DeallocateMachineAsync(First, default);
        await ShouldFailAsync(FailureReason.Unreachable, () => Cloud.RunCommandAsync(First, "true", default));
    }

    [Theory]
    [CombinedFaults]
    public async Task A_change_that_met_a_passing_fault_ends_as_if_undisturbed(CloudAct act, CloudFault fault)
    {
        await PrepareAsync(act);
        Break(act, fault);

        await DoAsync(act);

        await ShouldBeDoneAsync(act);
    }

    [Theory]
    [InlineData(CloudFault.DroppedBefore)]
    [InlineData(CloudFault.Throttled)]
    [InlineData(CloudFault.Broken)]
    [InlineData(CloudFault.Busy)]
    public async Task A_fault_that_stays_comes_out_with_its_reason_and_a_later_call_succeeds(CloudFault fault)
    {
        await PrepareAsync(CloudAct.CreateMachine);
        Break(CloudAct.CreateMachine, fault, times: 1000);

        var failure = await Should.ThrowAsync<FleetException>(() => DoAsync(CloudAct.CreateMachine));

        failure.Reason.ShouldBe(fault switch
        {
            CloudFault.Throttled => FailureReason.Throttled,
            CloudFault.Broken => FailureReason.Unavailable,
            CloudFault.Busy => FailureReason.Conflict,
            _ => FailureReason.Unreachable,
        });
        Mend();
        await DoAsync(CloudAct.CreateMachine);
        await ShouldBeDoneAsync(CloudAct.CreateMachine);
    }

    [Theory]
    [InlineData(CloudFault.NoRoom, FailureReason.CapacityUnavailable)]
    [InlineData(CloudFault.NoQuota, FailureReason.QuotaExceeded)]
    [InlineData(CloudFault.Forbidden, FailureReason.PermissionDenied)]
    [InlineData(CloudFault.FailedLate, FailureReason.ProvisioningFailed)]
    public async Task A_refusal_is_not_repeated_and_a_later_call_succeeds(CloudFault fault, FailureReason reason)
    {
        await PrepareAsync(CloudAct.CreateMachine);
        Break(CloudAct.CreateMachine, fault);

        await ShouldFailAsync(reason, () => DoAsync(CloudAct.CreateMachine));

        await DoAsync(CloudAct.CreateMachine);
        await ShouldBeDoneAsync(CloudAct.CreateMachine);
    }

    [Fact]
    public async Task A_cancelled_call_says_so()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Cloud.CreateDiskAsync(Disk, cancelled.Token));
    }

    /// <summary>Ends all faults.</summary>
    protected abstract void Mend();

    protected static MachineOrder Order(MachineName machine, DiskName disk) => new(
        machine, ImageVersion.Parse("1.0.0"), "Standard_B2s_v2", Profile.Headless, disk, "claw",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn claw",
        Encoding.UTF8.GetBytes("#cloud-config\n"));

    protected static async Task ShouldFailAsync(FailureReason reason, Func<Task> act)
    {
        var failure = await Should.ThrowAsync<FleetException>(act);
        failure.Reason.ShouldBe(reason, failure.ToString());
    }

    protected async Task<IPAddress> DeployAsync(MachineName machine)
    {
        var address = await Cloud.CreateAddressAsync(Alice, default);
        await Cloud.CreateNicAsync(machine, default);
        await Cloud.CreateDiskAsync(Disk, default);
        await Cloud.CreateMachineAsync(Order(machine, Disk), default);
        return address;
    }

    private async Task<Power?> PowerAsync(MachineName machine) => (await Cloud.FindMachineAsync(machine, default))?.Power;

    private async Task PrepareAsync(CloudAct act)
    {
        if (act is CloudAct.CreateAddress or CloudAct.CreateDisk)
            return;

        await Cloud.CreateAddressAsync(Alice, default);
        if (act is CloudAct.DeleteAddress or CloudAct.CreateNic)
            return;

        await Cloud.CreateNicAsync(First, default);
        await Cloud.CreateDiskAsync(Disk, default);
        if (act is CloudAct.DeleteDisk or CloudAct.RetireDisk or CloudAct.CreateSnapshot or CloudAct.CreateMachine)
            return;

        if (act is CloudAct.DeleteSnapshot)
            await Cloud.CreateSnapshotAsync(Disk, "alice-d1-s1", default);
        await Cloud.CreateMachineAsync(Order(First, Disk), default);
        if (act is CloudAct.StartMachine)
            await Cloud.DeallocateMachineAsync(First, default);
    }

    private Task DoAsync(CloudAct act) => act switch
    {
        CloudAct.CreateAddress => Cloud.CreateAddressAsync(Alice, default),
        CloudAct.DeleteAddress => Cloud.DeleteAddressAsync(Alice, default),
        CloudAct.CreateNic => Cloud.CreateNicAsync(First, default),
        CloudAct.CreateDisk => Cloud.CreateDiskAsync(Disk, default),
        CloudAct.DeleteDisk => Cloud.DeleteDiskAsync(Disk, default),
        CloudAct.RetireDisk => Cloud.RetireDiskAsync(Disk, default),
        CloudAct.CreateSnapshot => Cloud.CreateSnapshotAsync(Disk, "alice-d1-s1", default),
        CloudAct.DeleteSnapshot => Cloud.DeleteSnapshotAsync(Alice, "alice-d1-s1", default),
        CloudAct.CreateMachine => Cloud.CreateMachineAsync(Order(First, Disk), default),
        CloudAct.DeleteMachine or CloudAct.DeleteNic => Cloud.DeleteMachineAsync(First, default),
        CloudAct.StartMachine => Cloud.StartMachineAsync(First, default),
        CloudAct.DeallocateMachine => Cloud.DeallocateMachineAsync(First, default),
        CloudAct.RestartMachine => Cloud.RestartMachineAsync(First, default),
        CloudAct.RunCommand => Cloud.RunCommandAsync(First, "true", default),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, message: null),
    };

    private async Task ShouldBeDoneAsync(CloudAct act)
    {
        switch (act)
        {
            case CloudAct.CreateAddress:
                (await Cloud.FindAddressAsync(Alice, default)).ShouldNotBeNull();
                break;
            case CloudAct.DeleteAddress:
                (await Cloud.FindAddressAsync(Alice, default)).ShouldBeNull();
                break;
            case CloudAct.CreateNic:
                await Cloud.CreateDiskAsync(Disk, default);
                (await Cloud.CreateMachineAsync(Order(First, Disk), default)).Power.ShouldBe(Power.Running);
                break;
            case CloudAct.CreateDisk:
                (await Cloud.ListDisksAsync(Alice, default)).ShouldHaveSingleItem().AttachedTo.ShouldBeNull();
                break;
            case CloudAct.DeleteDisk:
                (await Cloud.ListDisksAsync(Alice, default)).ShouldBeEmpty();
                break;
            case CloudAct.RetireDisk:
                (await Cloud.ListDisksAsync(Alice, default)).ShouldHaveSingleItem().IsRetired.ShouldBeTrue();
                break;
            case CloudAct.CreateSnapshot:
                (await Cloud.ListSnapshotsAsync(Alice, default)).ShouldHaveSingleItem().Disk.ShouldBe(Disk);
                break;
            case CloudAct.DeleteSnapshot:
                (await Cloud.ListSnapshotsAsync(Alice, default)).ShouldBeEmpty();
                break;
            case CloudAct.DeleteMachine or CloudAct.DeleteNic:
                (await Cloud.ListMachinesAsync(null, default)).ShouldBeEmpty();
                (await Cloud.FindDiskAsync(Disk, default)).ShouldNotBeNull().AttachedTo.ShouldBeNull();
                await Cloud.DeleteAddressAsync(Alice, default); // the NIC is gone, so nothing holds it
                break;
            default:
                (await Cloud.ListMachinesAsync(null, default)).ShouldHaveSingleItem().Power.ShouldBe(
                    act is CloudAct.DeallocateMachine ? Power.Deallocated : Power.Running);
                break;
        }
    }
}
