using System.Net;
using Azure.Core;
using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>Claws on Azure: each concern in a class of its own, all through one connection.</summary>
internal sealed class AzureCloud : ICloud, IDisposable
{
    private readonly AzureTransport _transport;
    private readonly AzureAccount _account;
    private readonly AzureImages _images;
    private readonly AzureImageVersions _imageVersions;
    private readonly AzureSizes _sizes;
    private readonly AzurePrices _prices;
    private readonly AzureNetwork _network;
    private readonly AzureDisks _disks;
    private readonly AzureSnapshots _snapshots;
    private readonly AzureMachines _machines;
    private readonly AzurePower _power;
    private readonly AzureFirewall _firewall;
    private readonly AzureGroundwork _groundwork;
    private readonly AzureGround _ground;

    internal AzureCloud(AzureOptions options, AzureConnection connection, TimeProvider time, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger<AzureCloud>();
        _transport = new AzureTransport(options, connection);
        var scope = new AzureScope(_transport.Arm, options, connection.Fleet);
        var acts = new AzureActs(scope, connection.Pace, time, logger);
        var inventory = new AzureInventory(scope, acts);
        _account = new AzureAccount(scope, acts, _transport.Credential, connection.Kind);
        _images = new AzureImages(scope, acts);
        _imageVersions = new AzureImageVersions(scope, acts);
        _sizes = new AzureSizes(scope, acts, time);
        _prices = new AzurePrices(options, _transport.Plain, time, logger);
        _network = new AzureNetwork(scope, acts);
        _disks = new AzureDisks(scope, acts, inventory);
        _snapshots = new AzureSnapshots(scope, acts, inventory);
        _machines = new AzureMachines(scope, acts, inventory, _images, _sizes, _disks, _network);
        _power = new AzurePower(acts, _machines, _transport.Plain);
        _firewall = new AzureFirewall(scope, acts, _network);
        _groundwork = new AzureGroundwork(scope, acts, _network, _firewall);
        var permissions = new AzurePermissions(scope, acts, _transport.Rest);
        _ground = new AzureGround(scope, acts, permissions, _sizes, _groundwork, _firewall);
    }

    public void Dispose()
    {
        _sizes.Dispose();
        _transport.Dispose();
    }

    public Task<CloudAccount> DescribeAsync(CancellationToken cancellationToken) =>
        _account.DescribeAsync(cancellationToken);

    public Task<IReadOnlyList<CloudImage>> ListImagesAsync(CancellationToken cancellationToken) =>
        _images.ListAsync(cancellationToken);

    public Task<CloudImage> ResolveImageAsync(string? reference, CancellationToken cancellationToken) =>
        _images.ResolveAsync(reference, cancellationToken);

    public Task<CloudImage> CreateImageVersionAsync(
        ImageVersion version, MachineName machine, IReadOnlyDictionary<string, string> tags,
        CancellationToken cancellationToken) =>
        _imageVersions.CreateAsync(version, machine, tags, cancellationToken);

    public Task DeleteImageVersionAsync(ImageVersion version, ClawName maker, CancellationToken cancellationToken) =>
        _imageVersions.DeleteAsync(version, maker, cancellationToken);

    public Task<string> ChooseSizeAsync(Profile profile, MachineName? replaces, CancellationToken cancellationToken) =>
        _sizes.ChooseAsync(profile, replaces, cancellationToken);

    public Task<CloudPrices?> FindPricesAsync(string size, CancellationToken cancellationToken) =>
        _prices.FindAsync(size, cancellationToken);

    public Task<IPAddress?> FindAddressAsync(ClawName claw, CancellationToken cancellationToken) =>
        _network.FindAddressAsync(claw, cancellationToken);

    public Task<IPAddress> CreateAddressAsync(ClawName claw, CancellationToken cancellationToken) =>
        _network.CreateAddressAsync(claw, cancellationToken);

    public Task DeleteAddressAsync(ClawName claw, CancellationToken cancellationToken) =>
        _network.DeleteAddressAsync(claw, cancellationToken);

    public Task CreateNicAsync(MachineName machine, CancellationToken cancellationToken) =>
        _network.CreateNicAsync(machine, cancellationToken);

    public Task<CloudDisk?> FindDiskAsync(DiskName disk, CancellationToken cancellationToken) =>
        _disks.FindAsync(disk, cancellationToken);

    public Task<IReadOnlyList<CloudDisk>> ListDisksAsync(ClawName? claw, CancellationToken cancellationToken) =>
        _disks.ListAsync(claw, cancellationToken);

    public Task<CloudDisk> CreateDiskAsync(DiskName disk, CancellationToken cancellationToken) =>
        _disks.CreateAsync(disk, cancellationToken);

    public Task<CloudDisk> CreateDiskFromSnapshotAsync(
        DiskName disk, string snapshot, CancellationToken cancellationToken) =>
        _disks.CreateFromSnapshotAsync(disk, snapshot, cancellationToken);

    public Task RetireDiskAsync(DiskName disk, CancellationToken cancellationToken) =>
        _disks.RetireAsync(disk, cancellationToken);

    public Task DeleteDiskAsync(DiskName disk, CancellationToken cancellationToken) =>
        _disks.DeleteAsync(disk, cancellationToken);

    public Task<CloudSnapshot> CreateSnapshotAsync(DiskName disk, string name, CancellationToken cancellationToken) =>
        _snapshots.CreateAsync(disk, name, cancellationToken);

    public Task<IReadOnlyList<CloudSnapshot>> ListSnapshotsAsync(ClawName claw, CancellationToken cancellationToken) =>
        _snapshots.ListAsync(claw, cancellationToken);

    public Task DeleteSnapshotAsync(ClawName claw, string name, CancellationToken cancellationToken) =>
        _snapshots.DeleteAsync(claw, name, cancellationToken);

    public Task<CloudMachine?> FindMachineAsync(MachineName machine, CancellationToken cancellationToken) =>
        _machines.FindAsync(machine, cancellationToken);

    public Task<IReadOnlyList<CloudMachine>> ListMachinesAsync(ClawName? claw, CancellationToken cancellationToken) =>
        _machines.ListAsync(claw, cancellationToken);

    public Task<IReadOnlyList<MachineName>> ListRemainsAsync(ClawName claw, CancellationToken cancellationToken) =>
        _machines.ListRemainsAsync(claw, cancellationToken);

    public Task<CloudMachine> CreateMachineAsync(MachineOrder order, CancellationToken cancellationToken) =>
        _machines.CreateAsync(order, cancellationToken);

    public Task StartMachineAsync(MachineName machine, CancellationToken cancellationToken) =>
        _power.StartAsync(machine, cancellationToken);

    public Task DeallocateMachineAsync(MachineName machine, CancellationToken cancellationToken) =>
        _power.DeallocateAsync(machine, cancellationToken);

    public Task GeneralizeMachineAsync(MachineName machine, CancellationToken cancellationToken) =>
        _power.GeneralizeAsync(machine, cancellationToken);

    public Task RestartMachineAsync(MachineName machine, CancellationToken cancellationToken) =>
        _power.RestartAsync(machine, cancellationToken);

    public Task DeleteMachineAsync(MachineName machine, CancellationToken cancellationToken) =>
        _machines.DeleteAsync(machine, cancellationToken);

    public Task<string> RunCommandAsync(MachineName machine, string script, CancellationToken cancellationToken) =>
        _power.RunCommandAsync(machine, script, cancellationToken);

    public Task<string?> FindBootLogAsync(MachineName machine, CancellationToken cancellationToken) =>
        _power.FindBootLogAsync(machine, cancellationToken);

    public Task<IReadOnlyList<GroundCheck>> CheckGroundAsync(CancellationToken cancellationToken) =>
        _ground.CheckAsync(cancellationToken);

    public Task<IReadOnlyList<string>> PrepareGroundAsync(CancellationToken cancellationToken) =>
        _groundwork.PrepareAsync(cancellationToken);

    public Task<IReadOnlyList<string>> ListAllowedSourcesAsync(CancellationToken cancellationToken) =>
        _firewall.ListSourcesAsync(cancellationToken);

    public Task AllowSourcesAsync(IReadOnlyList<string> networks, CancellationToken cancellationToken) =>
        _firewall.AllowAsync(networks, cancellationToken);
}
