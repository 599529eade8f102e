using ParentClaw.FleetOps.AzureVms;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Tests.Cloud;
using ParentClaw.Sandbox;

namespace ParentClaw.FleetOps.Tests.AzureVms;

/// <summary>The contract, held against the Azure adapter and the sandbox.</summary>
public class AzureCloudContractTests : CloudContractTests
{
    private AzureBox _box = null!;
    private AzureCloud _other = null!;

    /// <summary>Everything done at once; see <see cref="AzureCloudInFlightTests"/>.</summary>
    protected virtual double Speed => 0;

    protected override ICloud Cloud => _box.Cloud;

    protected override ICloud OtherFleet => _other;

    public override async Task InitializeAsync()
    {
        _box = await AzureBox.StartAsync(sandbox => sandbox with { Speed = Speed });
        _other = _box.Open("other");
    }

    public override async Task DisposeAsync()
    {
        _other.Dispose();
        await _box.DisposeAsync();
    }

    protected override void Break(CloudAct act, CloudFault fault, int times = 1) =>
        _box.Server.Faults.Add(Of(fault) with { On = CallOf(act), Times = times });

    protected override void CutAfter(int calls) =>
        _box.Server.Faults.Add(new()
        {
            On = "*",
            Action = FaultAction.DropBefore,
            After = calls,
            Times = int.MaxValue,
        });

    protected override void Mend() => _box.Server.Faults.Clear();

    private static Fault Of(CloudFault fault) => fault switch
    {
        CloudFault.DroppedBefore => new() { On = "", Action = FaultAction.DropBefore },
        CloudFault.DroppedAfter => new() { On = "", Action = FaultAction.DropAfter },
        CloudFault.Throttled => new() { On = "", Status = 429, Code = "TooManyRequests" },
        CloudFault.Broken => new() { On = "", Status = 503, Code = "ServerBusy" },
        CloudFault.Busy => new() { On = "", Status = 409, Code = "AnotherOperationInProgress" },
        CloudFault.NoRoom => new() { On = "", Status = 409, Code = "SkuNotAvailable" },
        CloudFault.NoQuota => new() { On = "", Status = 409, Code = "QuotaExceeded" },
        CloudFault.Forbidden => new() { On = "", Status = 403, Code = "AuthorizationFailed" },
        CloudFault.FailedLate => new()
        {
            On = "",
            Action = FaultAction.FailOperation,
            Code = "OSProvisioningInternalError",
        },
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, message: null),
    };

    private static string CallOf(CloudAct act) => act switch
    {
        CloudAct.CreateAddress => "PublicIPAddresses_CreateOrUpdate",
        CloudAct.DeleteAddress => "PublicIPAddresses_Delete",
        CloudAct.CreateNic => "NetworkInterfaces_CreateOrUpdate",
        CloudAct.DeleteNic => "NetworkInterfaces_Delete",
        CloudAct.CreateDisk => "Disks_CreateOrUpdate",
        CloudAct.DeleteDisk => "Disks_Delete",
        CloudAct.RetireDisk => "Disks_Update",
        CloudAct.CreateSnapshot => "Snapshots_CreateOrUpdate",
        CloudAct.DeleteSnapshot => "Snapshots_Delete",
        CloudAct.CreateMachine => "VirtualMachines_CreateOrUpdate",
        CloudAct.DeleteMachine => "VirtualMachines_Delete",
        CloudAct.StartMachine => "VirtualMachines_Start",
        CloudAct.DeallocateMachine => "VirtualMachines_Deallocate",
        CloudAct.RestartMachine => "VirtualMachines_Restart",
        CloudAct.RunCommand => "VirtualMachines_RunCommand",
        CloudAct.GeneralizeMachine => "VirtualMachines_Generalize",
        CloudAct.CreateImageVersion => "GalleryImageVersions_CreateOrUpdate",
        CloudAct.DeleteImageVersion => "GalleryImageVersions_Delete",
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, message: null),
    };
}
