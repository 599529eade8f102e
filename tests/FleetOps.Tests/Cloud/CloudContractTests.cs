using System.Net;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Tests.Cloud;

/// <summary>
/// Holds an adapter to what <see cref="ICloud"/> says. A new cloud subclasses this, and is done when it passes.
/// </summary>
public abstract partial class CloudContractTests : IAsyncLifetime
{
    private static readonly ClawName Alice = CloudDriver.Alice;
    private static readonly MachineName First = CloudDriver.First;
    private static readonly MachineName Second = MachineName.Of(Alice, 2);
    private static readonly DiskName Disk = CloudDriver.Disk;

    /// <summary>A cloud with the ground prepared and nothing on it, of a fleet of its own.</summary>
    protected abstract ICloud Cloud { get; }

    /// <summary>The same cloud as another fleet sees it.</summary>
    protected abstract ICloud OtherFleet { get; }

    /// <summary>Makes the next changes of this kind fail.</summary>
    protected abstract void Break(CloudAct act, CloudFault fault, int times = 1);

    /// <summary>Cuts the connection after so many calls more, until <see cref="Mend"/>.</summary>
    protected abstract void CutAfter(int calls);

    /// <summary>Ends all faults.</summary>
    protected abstract void Mend();

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

        (await Cloud.CreateMachineAsync(CloudDriver.Order(First, Disk), default)).Power.ShouldBe(Power.Running);
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
        await ShouldFailAsync(
            FailureReason.Conflict, () => Cloud.CreateMachineAsync(CloudDriver.Order(Second, Disk), default));
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
        await Cloud.CreateMachineAsync(CloudDriver.Order(machine, Disk), default);
        return address;
    }

    private async Task<Power?> PowerAsync(MachineName machine) =>
        (await Cloud.FindMachineAsync(machine, default))?.Power;
}
