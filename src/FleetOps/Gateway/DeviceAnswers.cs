using System.Text.Json;
using static ParentClaw.FleetOps.Gateway.GatewayAnswer;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>Reads what OpenClaw says of devices. Pure; an entry without id is passed over.</summary>
internal static class DeviceAnswers
{
    /// <summary><c>device.pair.list</c>, which <c>openclaw devices list --json</c> prints too.</summary>
    internal static GatewayDevices Read(JsonElement answer) => new(
        [
            .. Items(answer, "pending")
                .Select(entry => ReadDevice(entry, "requestId", "ts"))
                .OfType<GatewayDevice>()
                .OrderBy(device => device.At),
        ],
        [
            .. Items(answer, "paired").Select(entry => ReadDevice(entry, "deviceId", "approvedAtMs"))
                .OfType<GatewayDevice>(),
        ]);

    private static GatewayDevice? ReadDevice(JsonElement entry, string id, string at) =>
        Text(entry, id) is { Length: > 0 } known
            ? new GatewayDevice(
                known,
                Text(entry, "label") ?? Text(entry, "displayName"),
                Text(entry, "platform"),
                Text(entry, "role"),
                [.. Texts(entry, "scopes")],
                Text(entry, "remoteIp"),
                Moment(entry, at))
            : null;
}
