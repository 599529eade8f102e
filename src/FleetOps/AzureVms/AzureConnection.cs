using Azure.Core;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>How Azure, or what plays its part, is reached.</summary>
/// <param name="Kind">The value of <c>Cloud:Kind</c>; part of the store's stamp.</param>
/// <param name="Fleet">Name of this parent's fleet: the value of the tag <c>parentclaw-fleet</c>.</param>
/// <param name="Rewrite">
/// Where requests to management.azure.com and prices.azure.com really go; null for Azure itself.
/// </param>
/// <param name="Credential">
/// Who we are; null for what the machine offers (environment, managed identity, az login).
/// </param>
public sealed record AzureConnection(string Kind, string Fleet, Uri? Rewrite = null, TokenCredential? Credential = null)
{
    /// <summary>How patiently we poll and repeat.</summary>
    public AzurePace Pace { get; init; } = AzurePace.Azure;

    /// <summary>A sandbox on loopback, entered with a fixed token.</summary>
    public static AzureConnection ToSandbox(Uri endpoint, string token, string fleet) =>
        new("Sandbox", fleet, endpoint, new FixedToken(token)) { Pace = AzurePace.Sandbox };
}
