using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>
/// Devices that want to speak to a claw's gateway, or may: phones, browsers, other machines. Throws as
/// <see cref="IGateway"/> does.
/// </summary>
public interface IGatewayDevices
{
    /// <summary>Those that wait, and those that are let in.</summary>
    Task<GatewayDevices> ListDevicesAsync(Claw claw, CancellationToken cancellationToken);

    /// <summary>Lets a waiting device in, with the scopes it asked for.</summary>
    /// <exception cref="FleetException"><see cref="FailureReason.NotFound"/>: it does not wait any more.</exception>
    Task ApproveDeviceAsync(Claw claw, string requestId, CancellationToken cancellationToken);

    /// <summary>Turns a waiting device away.</summary>
    /// <exception cref="FleetException"><see cref="FailureReason.NotFound"/>: it does not wait any more.</exception>
    Task RejectDeviceAsync(Claw claw, string requestId, CancellationToken cancellationToken);
}

/// <summary>The devices of a gateway.</summary>
/// <param name="Pending">Those that wait, oldest first.</param>
/// <param name="Paired">Those that are let in.</param>
public sealed record GatewayDevices(IReadOnlyList<GatewayDevice> Pending, IReadOnlyList<GatewayDevice> Paired);

/// <summary>A device as its gateway knows it.</summary>
/// <param name="Id">Of the request where it waits, of the device where it is let in.</param>
/// <param name="Name">What it calls itself; anybody can call himself anything.</param>
/// <param name="Platform"><c>ios</c>, <c>linux</c> … where it says so.</param>
/// <param name="Role"><c>operator</c> or <c>node</c>.</param>
/// <param name="Scopes">What it may do, or asks to: <c>operator.admin</c> …</param>
/// <param name="Address">Where it came from, where known.</param>
/// <param name="At">Since when it waits, or is let in.</param>
public sealed record GatewayDevice(
    string Id, string? Name, string? Platform, string? Role, IReadOnlyList<string> Scopes, string? Address,
    DateTimeOffset? At);
