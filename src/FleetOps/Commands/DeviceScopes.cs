using ParentClaw.FleetOps.Gateway;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// What a device may do at a gateway, in words (https://docs.openclaw.ai/gateway/operator-scopes). Pure.
/// </summary>
internal static class DeviceScopes
{
    /// <summary>The one that includes all others.</summary>
    private const string Admin = "operator.admin";

    private const int LongestScope = 40;

    /// <summary>
    /// Whether it would rule the gateway: change its configuration, let others in, allow what the agent may run.
    /// </summary>
    internal static bool Rules(GatewayDevice device) =>
        device.Scopes.Any(scope => scope is Admin || scope.Contains('*', StringComparison.Ordinal));

    /// <summary><c>look, speak and act, let other devices in</c>; a scope that is new as it is called.</summary>
    internal static string Say(GatewayDevice device) => device.Scopes.Count > 0
        ? string.Join(", ", device.Scopes.Select(Say))
        : device.Role == "node" ? "lend what it can do" : "nothing yet";

    private static string Say(string scope) => scope switch
    {
        Admin => "do everything",
        "operator.read" => "look",
        "operator.write" => "speak and act",
        "operator.pairing" => "let other devices in",
        "operator.approvals" => "allow what the agent asks leave for",
        "operator.talk.secrets" => "read the keys of its voice",
        _ => Quoted.Line(scope, LongestScope),
    };
}
