using System.Text;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Tests.Cloud;

/// <summary>Each change of a cloud by name: what it needs, itself, and how it shows.</summary>
internal sealed class CloudDriver(ICloud cloud)
{
    internal static ClawName Alice { get; } = ClawName.Parse("alice");

    internal static MachineName First { get; } = MachineName.Of(Alice, 1);

    internal static DiskName Disk { get; } = DiskName.Of(Alice, 1);

    internal static ImageVersion Image { get; } = ImageVersion.Parse("3.0.0");

    private static readonly Dictionary<string, string> s_tags = new() { ["parentclaw-openclaw"] = "2026.9.6" };

    internal static MachineOrder Order(MachineName machine, DiskName? disk) => new(
        machine, ImageVersion.Parse("1.0.0"), "Standard_B2s_v2", Profile.Headless, disk, "claw",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn claw",
        Encoding.UTF8.GetBytes("#cloud-config\n"));

    /// <summary>Makes all that the change needs and nothing it makes itself.</summary>
    internal async Task PrepareAsync(CloudAct act)
    {
        if (act is CloudAct.CreateAddress or CloudAct.CreateDisk)
            return;

        await cloud.CreateAddressAsync(Alice, default);
        if (act is CloudAct.DeleteAddress or CloudAct.CreateNic)
            return;

        await cloud.CreateNicAsync(First, default);
        await cloud.CreateDiskAsync(Disk, default);
        if (act is CloudAct.DeleteDisk or CloudAct.RetireDisk or CloudAct.CreateSnapshot or CloudAct.CreateMachine)
            return;

        if (act is CloudAct.DeleteSnapshot)
            await cloud.CreateSnapshotAsync(Disk, "alice-d1-s1", default);
        await cloud.CreateMachineAsync(Order(First, Disk), default);
        if (act is CloudAct.StartMachine or CloudAct.GeneralizeMachine || IsOfImages(act))
            await cloud.DeallocateMachineAsync(First, default);
        if (IsOfImages(act))
            await cloud.GeneralizeMachineAsync(First, default);
        if (act is CloudAct.DeleteImageVersion)
            await cloud.CreateImageVersionAsync(Image, First, s_tags, default);
    }

    /// <summary>The change.</summary>
    internal Task DoAsync(CloudAct act) => act switch
    {
        CloudAct.CreateAddress => cloud.CreateAddressAsync(Alice, default),
        CloudAct.DeleteAddress => cloud.DeleteAddressAsync(Alice, default),
        CloudAct.CreateNic => cloud.CreateNicAsync(First, default),
        CloudAct.CreateDisk => cloud.CreateDiskAsync(Disk, default),
        CloudAct.DeleteDisk => cloud.DeleteDiskAsync(Disk, default),
        CloudAct.RetireDisk => cloud.RetireDiskAsync(Disk, default),
        CloudAct.CreateSnapshot => cloud.CreateSnapshotAsync(Disk, "alice-d1-s1", default),
        CloudAct.DeleteSnapshot => cloud.DeleteSnapshotAsync(Alice, "alice-d1-s1", default),
        CloudAct.CreateMachine => cloud.CreateMachineAsync(Order(First, Disk), default),
        CloudAct.DeleteMachine or CloudAct.DeleteNic => cloud.DeleteMachineAsync(First, default),
        CloudAct.StartMachine => cloud.StartMachineAsync(First, default),
        CloudAct.DeallocateMachine => cloud.DeallocateMachineAsync(First, default),
        CloudAct.RestartMachine => cloud.RestartMachineAsync(First, default),
        CloudAct.RunCommand => cloud.RunCommandAsync(First, "true", default),
        CloudAct.GeneralizeMachine => cloud.GeneralizeMachineAsync(First, default),
        CloudAct.CreateImageVersion => cloud.CreateImageVersionAsync(Image, First, s_tags, default),
        CloudAct.DeleteImageVersion => cloud.DeleteImageVersionAsync(Image, Alice, default),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, message: null),
    };

    /// <summary>Looks whether the change is there, once.</summary>
    internal async Task ShouldBeDoneAsync(CloudAct act)
    {
        switch (act)
        {
            case CloudAct.CreateAddress:
                (await cloud.FindAddressAsync(Alice, default)).ShouldNotBeNull();
                break;
            case CloudAct.DeleteAddress:
                (await cloud.FindAddressAsync(Alice, default)).ShouldBeNull();
                break;
            case CloudAct.CreateNic:
                await cloud.CreateDiskAsync(Disk, default);
                (await cloud.CreateMachineAsync(Order(First, Disk), default)).Power.ShouldBe(Power.Running);
                break;
            case CloudAct.CreateDisk:
                (await cloud.ListDisksAsync(Alice, default)).ShouldHaveSingleItem().AttachedTo.ShouldBeNull();
                break;
            case CloudAct.DeleteDisk:
                (await cloud.ListDisksAsync(Alice, default)).ShouldBeEmpty();
                break;
            case CloudAct.RetireDisk:
                (await cloud.ListDisksAsync(Alice, default)).ShouldHaveSingleItem().IsRetired.ShouldBeTrue();
                break;
            case CloudAct.CreateSnapshot:
                (await cloud.ListSnapshotsAsync(Alice, default)).ShouldHaveSingleItem().Disk.ShouldBe(Disk);
                break;
            case CloudAct.DeleteSnapshot:
                (await cloud.ListSnapshotsAsync(Alice, default)).ShouldBeEmpty();
                break;
            case CloudAct.DeleteMachine or CloudAct.DeleteNic:
                (await cloud.ListMachinesAsync(null, default)).ShouldBeEmpty();
                (await cloud.FindDiskAsync(Disk, default)).ShouldNotBeNull().AttachedTo.ShouldBeNull();
                await cloud.DeleteAddressAsync(Alice, default); // the NIC is gone, so nothing holds it
                break;
            case CloudAct.GeneralizeMachine:
                await cloud.CreateImageVersionAsync(Image, First, s_tags, default); // of others none is made
                break;
            case CloudAct.CreateImageVersion:
                (await ImagesAsync()).Count(version => version == Image).ShouldBe(1);
                break;
            case CloudAct.DeleteImageVersion:
                (await ImagesAsync()).ShouldNotContain(Image);
                break;
            default:
                (await cloud.ListMachinesAsync(null, default)).ShouldHaveSingleItem().Power.ShouldBe(
                    act is CloudAct.DeallocateMachine ? Power.Deallocated : Power.Running);
                break;
        }
    }

    /// <summary>Leaves nothing behind.</summary>
    internal async Task RemoveAllAsync()
    {
        await cloud.DeleteImageVersionAsync(Image, Alice, default);
        await cloud.DeleteMachineAsync(First, default);
        await cloud.DeleteSnapshotAsync(Alice, "alice-d1-s1", default);
        await cloud.DeleteDiskAsync(Disk, default);
        await cloud.DeleteAddressAsync(Alice, default);
    }

    private static bool IsOfImages(CloudAct act) => act is CloudAct.CreateImageVersion or CloudAct.DeleteImageVersion;

    private async Task<IReadOnlyList<ImageVersion>> ImagesAsync() =>
        [.. (await cloud.ListImagesAsync(default)).Select(image => image.Version)];
}
