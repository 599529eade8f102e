using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Tests.Cloud;

/// <content>What the contract says of images that are made of machines.</content>
public abstract partial class CloudContractTests
{
    [Fact]
    public async Task A_machine_without_data_disk_becomes_an_image_that_outlives_it()
    {
        await BakeAsync(First, CloudDriver.Image);
        await Cloud.DeleteMachineAsync(First, default);
        await Cloud.DeleteAddressAsync(Alice, default);

        (await Cloud.ResolveImageAsync("3.0.0", default)).Version.ShouldBe(CloudDriver.Image);
        (await Cloud.ListDisksAsync(Alice, default)).ShouldBeEmpty();
        await Driver.PrepareAsync(CloudAct.CreateMachine);
        var made = await Cloud.CreateMachineAsync(
            CloudDriver.Order(First, Disk) with { Image = CloudDriver.Image }, default);
        made.Power.ShouldBe(Power.Running);
    }

    [Fact]
    public async Task A_version_of_another_claw_is_neither_taken_for_ones_own_nor_deleted()
    {
        await BakeAsync(First, CloudDriver.Image);
        var other = MachineName.Of(ClawName.Parse("bob"), 1);

        await ShouldFailAsync(
            FailureReason.InvalidRequest,
            () => Cloud.CreateImageVersionAsync(CloudDriver.Image, other, new Dictionary<string, string>(), default));
        await Cloud.DeleteImageVersionAsync(CloudDriver.Image, other.Claw, default);

        (await Cloud.ListImagesAsync(default)).ShouldContain(image => image.Version == CloudDriver.Image);
    }

    [Fact]
    public async Task A_version_that_is_not_made_to_its_end_is_none_to_start_from()
    {
        await Driver.PrepareAsync(CloudAct.CreateImageVersion);
        Break(CloudAct.CreateImageVersion, CloudFault.FailedLate);

        await Should.ThrowAsync<FleetException>(() => Driver.DoAsync(CloudAct.CreateImageVersion));

        (await Cloud.ListImagesAsync(default)).ShouldNotContain(image => image.Version == CloudDriver.Image);
        await Driver.DoAsync(CloudAct.CreateImageVersion);
        await Driver.ShouldBeDoneAsync(CloudAct.CreateImageVersion);
    }

    private async Task BakeAsync(MachineName machine, ImageVersion version)
    {
        await Cloud.CreateAddressAsync(machine.Claw, default);
        await Cloud.CreateNicAsync(machine, default);
        await Cloud.CreateMachineAsync(CloudDriver.Order(machine, disk: null), default);
        await Cloud.DeallocateMachineAsync(machine, default);
        await Cloud.GeneralizeMachineAsync(machine, default);
        await Cloud.CreateImageVersionAsync(version, machine, new Dictionary<string, string>(), default);
    }
}
