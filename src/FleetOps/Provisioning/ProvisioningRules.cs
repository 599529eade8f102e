using Microsoft.Extensions.Options;

namespace ParentClaw.FleetOps.Provisioning;

/// <summary>
/// What no attribute can say of <see cref="ProvisioningOptions"/>: a zone that exists, a file of JSON.
/// </summary>
internal sealed class ProvisioningRules : IValidateOptions<ProvisioningOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ProvisioningOptions options)
    {
        var complaints = new List<string>();
        if (!IsZone(options.TimeZone))
            complaints.Add(
                $"{ProvisioningOptions.Section}:{nameof(options.TimeZone)}: '{options.TimeZone}' is no IANA time zone; "
                + "write one like Europe/Berlin.");
        if (options.GatewayConfig is { } path && GatewayConfigFile.Complaint(path) is { } complaint)
            complaints.Add(complaint);
        return complaints.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(complaints);
    }

    // Windows' own names are known here too, but no machine knows them.
    private static bool IsZone(string zone) =>
        !zone.Contains(' ', StringComparison.Ordinal)
        && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
        && found.HasIanaId;
}
