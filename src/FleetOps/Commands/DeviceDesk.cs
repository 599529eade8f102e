using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// Where it is decided which device is let in. A decision leaves a line of its own in the audit trail: the command's
/// has the request's id, which tells nobody whose device it was.
/// </summary>
public sealed class DeviceDesk(IFleetStore store, IGatewayDevices devices, TimeProvider time)
{
    private const string Kind = "device";

    /// <summary>Decides about a device that waits.</summary>
    /// <param name="name">At which claw.</param>
    /// <param name="request">The request's id or its beginning; null shows who waits.</param>
    /// <param name="decide">What is done with the one that is meant, as it is now.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    internal Task<Reply> DecideAsync(
        ClawName name, string? request, Func<Claw, GatewayDevice, Task<Reply>> decide,
        CancellationToken cancellationToken) => store.WithServingAsync(
            name,
            async claw =>
            {
                var known = await devices.ListDevicesAsync(claw, cancellationToken);
                if (request is null)
                    return DeviceList.Show(claw, known, time.GetUtcNow());

                return DeviceList.Find(known, request) is { } device
                    ? await DecideOnceAsync(claw, device, decide)
                    : Gone(claw, request);
            },
            cancellationToken);

    /// <summary>Writes a decision down.</summary>
    /// <param name="claw">At which claw.</param>
    /// <param name="by">Who decided.</param>
    /// <param name="did">As <c>let Bob's phone (ios) in to look</c>.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    internal Task RememberAsync(Claw claw, Member by, string did, CancellationToken cancellationToken) =>
        store.CommitAsync(
            new FleetChange { Events = [new FleetEvent(time.GetUtcNow(), by.Name, Kind, claw.Name, did, "ok")] },
            cancellationToken);

    // Another member, or a person at the gateway, may have been faster than the list.
    private static async Task<Reply> DecideOnceAsync(
        Claw claw, GatewayDevice device, Func<Claw, GatewayDevice, Task<Reply>> decide)
    {
        try
        {
            return await decide(claw, device);
        }
        catch (FleetException gone) when (gone.Reason == FailureReason.NotFound)
        {
            return Gone(claw, device.Id);
        }
    }

    private static Reply Gone(Claw claw, string request) => Reply.Refused(
        $"No device waits at {claw.Name} as {Quoted.Text(request)}. /devices {claw.Name} shows which do.");
}
