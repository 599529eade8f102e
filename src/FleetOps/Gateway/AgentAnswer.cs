using System.Text.Json;
using static ParentClaw.FleetOps.Gateway.GatewayAnswer;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>Reads what <c>openclaw agent … --json</c> prints of a turn that was taken. Pure.</summary>
internal static class AgentAnswer
{
    /// <summary>
    /// The texts of <c>result.payloads</c>, an empty line between them; null where the turn did not end well.
    /// </summary>
    internal static string? Read(JsonElement answer) =>
        Text(answer, "status") == "ok" && Find(answer, "result") is { } result
            ? string.Join(
                "\n\n",
                Items(result, "payloads")
                    .Select(payload => Text(payload, "text"))
                    .Where(text => !string.IsNullOrWhiteSpace(text)))
            : null;
}
