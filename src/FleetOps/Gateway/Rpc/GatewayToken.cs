using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>The token of a gateway: made on its machine, read from there, kept in memory alone. Pure.</summary>
internal static class GatewayToken
{
    private const string Name = "OPENCLAW_GATEWAY_TOKEN";

    /// <summary>
    /// Prints the token, where there is one: from <c>secrets.json</c>, or from <c>.env</c>, where the first app layers
    /// kept it. What it prints is secret.
    /// </summary>
    public static RemoteCommand Find { get; } =
        new(
            "bash", "-c",
            $"cd \"$HOME/.openclaw\" && cat .env secrets.json 2>/dev/null "
            + $"| sed -nE 's/^{Name}=//p; s/^ *\"{Name}\": \"(.*)\",?$/\\1/p'")
        {
            Deadline = TimeSpan.FromSeconds(15), // reads one small file; the machine may be busy
            OutputLimit = 4096,
        };

    /// <summary>The token that was printed; null where there is none, or none that a gateway would take.</summary>
    public static Secret? Read(RemoteResult result)
    {
        var lines = result.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var value = lines is [.., var last] ? Unquote(last) : "";
        return result.IsSuccess && value.Length > 0 && value.All(sign => sign is > ' ' and <= '~')
            ? new Secret(value)
            : null;
    }

    private static string Unquote(string value) =>
        value is [var first and ('"' or '\''), .., var last] && first == last ? value[1..^1] : value;
}
