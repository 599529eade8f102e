using System.Net;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Cloud;

/// <summary>
/// A cloud that carries claws: machines, data disks, snapshots, one lasting address a claw. The contract in prose;
/// <c>CloudContractTests</c> holds each adapter to it.
/// </summary>
/// <remarks>
/// <para><b>Looking.</b> A <c>Find…</c> returns null for what is not there, also while it is being deleted for good,
/// and never throws for absence. <c>List…</c> returns what carries our tags.</para>
/// <para><b>Acting.</b> Every act returns when the cloud says it is finished, not when it was accepted. Each is
/// idempotent: creating what stands there already in the same shape returns it (one that is still being made is waited
/// for; one that ended <i>Failed</i> is made again or throws <see cref="FailureReason.ProvisioningFailed"/>), deleting
/// what is gone is success, starting what runs is success. So a caller that was interrupted, or that got a time-out for
/// an act that went through, simply calls again.</para>
/// <para><b>Failing.</b> Only <see cref="FleetException"/> and <see cref="OperationCanceledException"/> come out.
/// Throttling and 5xx are retried inside with the pause the cloud asks for, up to a limit; what still fails is reported
/// with its reason. A conflict (another change of the resource under way) is waited out, up to a limit, then
/// <see cref="FailureReason.Conflict"/>.</para>
/// <para><b>Naming.</b> Resources are named and tagged as DESIGN §5 says; nothing without our tags is ever changed or
/// deleted.</para>
/// </remarks>
public interface ICloud
{
    /// <summary>Which account, region and group this is; reads only.</summary>
    Task<CloudAccount> DescribeAsync(CancellationToken cancellationToken);

    // --- images, sizes, prices ---------------------------------------------------------------------------------------

    /// <summary>The images to choose from, oldest first within a source; gallery versions ordered as numbers.</summary>
    Task<IReadOnlyList<CloudImage>> ListImagesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The exact image for what a person typed: a gallery version, <c>publisher:offer:sku:version</c>, the same with
    /// <c>latest</c>, or null for the default.
    /// </summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.NotFound"/> where there is none; the message lists what there is.
    /// </exception>
    Task<CloudImage> ResolveImageAsync(string? reference, CancellationToken cancellationToken);

    /// <summary>
    /// Makes a gallery version of a generalized machine. One that stands there already is returned where a machine of
    /// the same claw became it.
    /// </summary>
    /// <param name="version">Which; a gallery version.</param>
    /// <param name="machine">The machine; it is needed no more when this returns.</param>
    /// <param name="tags">What is to be written on it, besides whose it is.</param>
    /// <param name="cancellationToken">Ends the waiting, not the act.</param>
    /// <exception cref="FleetException"><see cref="FailureReason.InvalidRequest"/>: it is another's.</exception>
    Task<CloudImage> CreateImageVersionAsync(
        ImageVersion version, MachineName machine, IReadOnlyDictionary<string, string> tags,
        CancellationToken cancellationToken);

    /// <summary>Deletes the gallery version that a claw's machine was to become; another's is left alone.</summary>
    Task DeleteImageVersionAsync(ImageVersion version, ClawName maker, CancellationToken cancellationToken);

    /// <summary>
    /// The first size of the profile's configured list that the region offers and the core quota admits. Machines of
    /// <paramref name="replaces"/> are counted as gone.
    /// </summary>
    /// <exception cref="FleetException"><see cref="FailureReason.QuotaExceeded"/> or
    /// <see cref="FailureReason.CapacityUnavailable"/>, naming each size and why not.</exception>
    Task<string> ChooseSizeAsync(Profile profile, MachineName? replaces, CancellationToken cancellationToken);

    /// <summary>List prices of a month of 730 hours, in US dollars; null where the price list cannot be had.</summary>
    Task<CloudPrices?> FindPricesAsync(string size, CancellationToken cancellationToken);

    // --- the claw's lasting address and a machine's NIC --------------------------------------------------------------

    /// <summary>The claw's lasting public address, or null.</summary>
    Task<IPAddress?> FindAddressAsync(ClawName claw, CancellationToken cancellationToken);

    /// <summary>Makes the claw's lasting address (<c>alice-ip</c>, static).</summary>
    Task<IPAddress> CreateAddressAsync(ClawName claw, CancellationToken cancellationToken);

    /// <summary>Gives the lasting address back. It must be on no NIC.</summary>
    Task DeleteAddressAsync(ClawName claw, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the machine's NIC in our subnet with the claw's lasting address on it, taking the address from the NIC of
    /// another generation where it still is on one.
    /// </summary>
    Task CreateNicAsync(MachineName machine, CancellationToken cancellationToken);

    // --- data disks and snapshots ------------------------------------------------------------------------------------

    /// <summary>The data disk, or null.</summary>
    Task<CloudDisk?> FindDiskAsync(DiskName disk, CancellationToken cancellationToken);

    /// <summary>
    /// All data disks of a claw, or of the fleet where <paramref name="claw"/> is null, retired ones included.
    /// </summary>
    Task<IReadOnlyList<CloudDisk>> ListDisksAsync(ClawName? claw, CancellationToken cancellationToken);

    /// <summary>Makes an empty data disk of the configured size and kind.</summary>
    Task<CloudDisk> CreateDiskAsync(DiskName disk, CancellationToken cancellationToken);

    /// <summary>Makes a data disk with the content of a snapshot.</summary>
    /// <exception cref="FleetException"><see cref="FailureReason.NotFound"/>: no such snapshot.</exception>
    Task<CloudDisk> CreateDiskFromSnapshotAsync(DiskName disk, string snapshot, CancellationToken cancellationToken);

    /// <summary>
    /// Marks a detached disk as retired (tag <c>data-retired</c>): kept, priced, no longer the claw's.
    /// </summary>
    Task RetireDiskAsync(DiskName disk, CancellationToken cancellationToken);

    /// <summary>Deletes a data disk. Called by Purge alone. The disk must be attached nowhere.</summary>
    Task DeleteDiskAsync(DiskName disk, CancellationToken cancellationToken);

    /// <summary>Takes an incremental snapshot of a data disk under this name.</summary>
    /// <param name="disk">The disk; it may be attached, but should be unmounted.</param>
    /// <param name="name">Name of the snapshot, chosen by the operation, so that a repeat finds it.</param>
    /// <param name="cancellationToken">Ends the waiting, not the act.</param>
    Task<CloudSnapshot> CreateSnapshotAsync(DiskName disk, string name, CancellationToken cancellationToken);

    /// <summary>The claw's snapshots, oldest first.</summary>
    Task<IReadOnlyList<CloudSnapshot>> ListSnapshotsAsync(ClawName claw, CancellationToken cancellationToken);

    /// <summary>Deletes a snapshot.</summary>
    Task DeleteSnapshotAsync(ClawName claw, string name, CancellationToken cancellationToken);

    // --- machines ----------------------------------------------------------------------------------------------------

    /// <summary>The machine as the cloud shows it, power state included, or null.</summary>
    Task<CloudMachine?> FindMachineAsync(MachineName machine, CancellationToken cancellationToken);

    /// <summary>All machines of a claw, or of the fleet where <paramref name="claw"/> is null.</summary>
    Task<IReadOnlyList<CloudMachine>> ListMachinesAsync(ClawName? claw, CancellationToken cancellationToken);

    /// <summary>
    /// The machines of a claw of which anything is left: they themselves, or a NIC or OS disk alone, where a making or
    /// deleting was cut short. <see cref="DeleteMachineAsync"/> removes what is left of one.
    /// </summary>
    Task<IReadOnlyList<MachineName>> ListRemainsAsync(ClawName claw, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the machine on its NIC with its data disk, if any, at LUN 0, OS disk deleted with it, NIC and data disk
    /// detached.
    /// An existing machine of that name is adopted (and started, where it is stopped).
    /// </summary>
    Task<CloudMachine> CreateMachineAsync(MachineOrder order, CancellationToken cancellationToken);

    /// <summary>Starts it.</summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.NotFound"/>: there is no such machine; so for the acts below.
    /// </exception>
    Task StartMachineAsync(MachineName machine, CancellationToken cancellationToken);

    /// <summary>Stops it and gives its hardware back (plain power-off would go on costing).</summary>
    Task DeallocateMachineAsync(MachineName machine, CancellationToken cancellationToken);

    /// <summary>
    /// Marks a deallocated machine as one that images are made of. It never starts again.
    /// </summary>
    Task GeneralizeMachineAsync(MachineName machine, CancellationToken cancellationToken);

    /// <summary>Restarts it hard, as by the reset button.</summary>
    Task RestartMachineAsync(MachineName machine, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes machine, OS disk and NIC. The data disk stays, detached; the claw's lasting address stays.
    /// </summary>
    Task DeleteMachineAsync(MachineName machine, CancellationToken cancellationToken);

    /// <summary>Runs a script as root through the cloud's agent, where SSH is dead. Slow (Azure: 20-60 s).</summary>
    /// <returns>What the script wrote to stdout, at most 4 KiB.</returns>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.Unreachable"/>: the machine's agent does not answer.
    /// </exception>
    Task<string> RunCommandAsync(MachineName machine, string script, CancellationToken cancellationToken);

    /// <summary>The machine's serial log, newest last; null where there is none yet.</summary>
    Task<string?> FindBootLogAsync(MachineName machine, CancellationToken cancellationToken);

    // --- the ground on which claws stand -----------------------------------------------------------------------------

    /// <summary>
    /// What must hold before a claw can be deployed: providers, permissions, sizes, quota, group, network. Reads only.
    /// </summary>
    Task<IReadOnlyList<GroundCheck>> CheckGroundAsync(CancellationToken cancellationToken);

    /// <summary>Makes the resource group, network, firewall and gallery where they are missing or differ.</summary>
    /// <returns>A line for each thing made or changed; empty where all stood as wanted.</returns>
    Task<IReadOnlyList<string>> PrepareGroundAsync(CancellationToken cancellationToken);

    /// <summary>The networks from which SSH is admitted, as the firewall really has them.</summary>
    Task<IReadOnlyList<string>> ListAllowedSourcesAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the networks from which SSH is admitted.</summary>
    /// <param name="networks">CIDR networks, at least one; never <c>0.0.0.0/0</c>.</param>
    /// <param name="cancellationToken">Ends the waiting, not the act.</param>
    Task AllowSourcesAsync(IReadOnlyList<string> networks, CancellationToken cancellationToken);
}
