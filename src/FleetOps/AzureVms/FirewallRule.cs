using System.Text.Json.Nodes;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>
/// One inbound rule of the firewall, as Azure writes it. Rules that a person added are carried along untouched.
/// </summary>
/// <param name="Name">Its name in the firewall.</param>
/// <param name="Properties">What Azure calls its properties, without those it alone may write.</param>
internal sealed record FirewallRule(string Name, JsonObject Properties)
{
    /// <summary>Name of the rule that admits SSH.</summary>
    internal const string Ssh = "parentclaw-ssh";

    private const string Prefix = "parentclaw-";

    /// <summary>Whether we made it.</summary>
    internal bool IsOurs => Name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The networks it admits.</summary>
    internal IReadOnlyList<string> Sources => Properties["sourceAddressPrefixes"] is JsonArray { Count: > 0 } many
        ? [.. many.Select(one => one!.GetValue<string>())]
        : Properties["sourceAddressPrefix"] is { } single ? [single.GetValue<string>()] : [];

    /// <summary>Whether it admits anybody to port 22.</summary>
    internal bool AdmitsSsh =>
        Text("access") == "Allow"
        && Text("direction") == "Inbound"
        && Text("protocol") is "Tcp" or "*"
        && Ports.Any(port => port is "22" or "*");

    /// <summary>It as part of a request.</summary>
    internal JsonObject Body => new() { ["name"] = Name, ["properties"] = Properties.DeepClone() };

    /// <summary>Our rules for these sources and options, in order of priority.</summary>
    internal static IEnumerable<FirewallRule> Wanted(IReadOnlyList<string> sources, AzurePortOptions ports)
    {
        yield return Admit(Ssh, 1000, "Tcp", sources, "22");
        if (ports.Desktop)
            yield return Admit(Prefix + "desktop", 1010, "Tcp", sources, "3389");
        if (ports.Moonlight)
        {
            yield return Admit(Prefix + "moonlight-tcp", 1020, "Tcp", sources, "47984", "47989", "48010");
            yield return Admit(Prefix + "moonlight-udp", 1021, "Udp", sources, "47998-48000", "48002", "48010");
        }

        if (ports.Tailscale)
            yield return Admit(Prefix + "tailscale", 1030, "Udp", ["*"], "41641");
    }

    /// <summary>Reads one from an answer.</summary>
    internal static FirewallRule Read(JsonNode answer)
    {
        var properties = (JsonObject)answer["properties"]!.DeepClone();
        properties.Remove("provisioningState");
        return new FirewallRule(answer["name"]!.GetValue<string>(), properties);
    }

    /// <summary>Whether both admit the same, whatever else Azure adds to its answer (empty lists, defaults).</summary>
    internal bool Admits(FirewallRule other) =>
        Name == other.Name
        && Sources.Order(StringComparer.Ordinal).SequenceEqual(other.Sources.Order(StringComparer.Ordinal))
        && Ports.Order(StringComparer.Ordinal).SequenceEqual(other.Ports.Order(StringComparer.Ordinal))
        && Text("protocol") == other.Text("protocol")
        && Text("access") == other.Text("access")
        && Text("direction") == other.Text("direction");

    private IReadOnlyList<string> Ports => Properties["destinationPortRanges"] is JsonArray { Count: > 0 } many
        ? [.. many.Select(one => one!.GetValue<string>())]
        : Properties["destinationPortRange"] is { } single ? [single.GetValue<string>()] : [];

    private static FirewallRule Admit(
        string name, int priority, string protocol, IReadOnlyList<string> sources, params string[] ports)
    {
        var properties = new JsonObject
        {
            ["protocol"] = protocol,
            ["sourcePortRange"] = "*",
            ["destinationAddressPrefix"] = "*",
            ["access"] = "Allow",
            ["direction"] = "Inbound",
            ["priority"] = priority,
        };
        OneOrMany(properties, "sourceAddressPrefix", sources, "sourceAddressPrefixes");
        OneOrMany(properties, "destinationPortRange", ports, "destinationPortRanges");
        return new FirewallRule(name, properties);
    }

    // Azure takes one value in the singular field and several in the plural one, never one in both.
    private static void OneOrMany(JsonObject properties, string one, IReadOnlyList<string> values, string many)
    {
        if (values is [var single])
            properties[one] = single;
        else
            properties[many] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
    }

    private string? Text(string name) => Properties[name]?.GetValue<string>();
}
