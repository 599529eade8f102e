using System.Collections.Immutable;
using System.Globalization;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Provisioning;

/// <summary>What one machine is told at its first boot.</summary>
/// <param name="AppLayer">What is put below <c>/opt/claw</c>.</param>
/// <param name="Settings">The lines of <c>/etc/claw/claw.env</c>; no secret among them.</param>
/// <param name="User">The account by which the parent enters, and under which the gateway runs.</param>
/// <param name="AccessKey">Public half of the key with which the parent enters.</param>
/// <param name="HostKey">Public half of the host key.</param>
/// <param name="PrivateHostKey">
/// Private half of the host key: the one secret that custom data carries (DESIGN §8).
/// </param>
public sealed record CloudInitOrder(
    AppLayer AppLayer,
    ImmutableSortedDictionary<string, string> Settings,
    string User,
    string AccessKey,
    string HostKey,
    Secret PrivateHostKey)
{
    /// <summary>
    /// JSON that is laid over the configuration with which a new data disk begins; null for nothing.
    /// </summary>
    public string? GatewayConfig { get; init; }

    /// <summary>The order for a claw's machine to come.</summary>
    /// <param name="claw">The claw; owner, model and keys must be known.</param>
    /// <param name="target">The machine.</param>
    /// <param name="appLayer">The app layer of the target's version.</param>
    /// <param name="adminUser">The account that the gateway runs under.</param>
    /// <param name="mayFormat">Whether the data disk is new, so that a raw one is formatted.</param>
    /// <param name="privateHostKey">Private half of the claw's host key.</param>
    /// <param name="options">What every machine of the fleet is told.</param>
    public static CloudInitOrder For(
        Claw claw, MachineSpec target, AppLayer appLayer, string adminUser, bool mayFormat, Secret privateHostKey,
        ProvisioningOptions options) =>
        new(
            appLayer,
            new Dictionary<string, string>
            {
                ["CLAW_NAME"] = claw.Name.Value,
                ["CLAW_GENERATION"] = $"{target.Generation}",
                ["CLAW_PROFILE"] = claw.Profile == Profile.Desktop ? "desktop" : "headless",
                ["CLAW_APP_LAYER"] = target.AppLayer.Value,
                ["CLAW_IMAGE"] = target.Image.ToString(),
                ["CLAW_OPENCLAW"] = target.OpenClaw?.ToString() ?? "",
                ["CLAW_USER"] = adminUser,
                ["CLAW_OWNER"] = $"{claw.Owner}",
                ["CLAW_MODEL"] = claw.Model ?? "",
                ["CLAW_DM_POLICY"] = Word(claw.DmPolicy),
                ["CLAW_ALLOW_FROM"] = string.Join(',', claw.AllowFrom),
                ["CLAW_TIME_ZONE"] = options.TimeZone,
                ["CLAW_QUIET_HOUR"] = options.QuietHour.ToString(CultureInfo.InvariantCulture),
                ["CLAW_FORMAT"] = mayFormat ? "new" : "never",
            }.Where(line => appLayer.Knows(line.Key)).ToImmutableSortedDictionary(StringComparer.Ordinal),
            adminUser,
            claw.AccessKey ?? throw new InvalidOperationException($"{claw.Name} has no key to enter by yet."),
            claw.HostKey ?? throw new InvalidOperationException($"{claw.Name} has no host key yet."),
            privateHostKey);

    /// <summary>
    /// The order for a machine that becomes an image: it installs and stops there, and is told of no owner.
    /// </summary>
    /// <inheritdoc cref="For"/>
    public static CloudInitOrder ForBake(
        Claw claw, MachineSpec target, AppLayer appLayer, string adminUser, Secret privateHostKey,
        ProvisioningOptions options)
    {
        var order = For(claw, target, appLayer, adminUser, mayFormat: false, privateHostKey, options);
        return order with { Settings = order.Settings.Add("CLAW_BAKE", "yes") };
    }

    private static string Word(DmPolicy policy) => policy switch
    {
        DmPolicy.Allowlist => "allowlist",
        DmPolicy.Open => "open",
        _ => "pairing",
    };
}
