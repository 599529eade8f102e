using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ParentClaw.Sandbox.Arm;

/// <summary>
/// What a caller reads on its first day: tenants, subscriptions, locations, permissions. Any dated api-version will
/// do; the API descriptions do not cover them.
/// </summary>
internal sealed partial class FirstDayRoutes(SandboxOptions options)
{
    /// <summary>The body for a path, or null if the path is none of these.</summary>
    public JsonNode? Find(string path, string? version)
    {
        var body = BodyOf(path);
        if (body is not null && (version is null || !Version().IsMatch(version)))
            throw ArmException.BadRequest("InvalidApiVersionParameter", $"The api-version '{version}' is invalid.");
        return body;
    }

    private JsonObject? BodyOf(string path)
    {
        var segments = path.ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is ["tenants"])
            return Many(Tenant());
        if (segments is ["subscriptions"])
            return Many(Subscription());
        if (segments is not ["subscriptions", var subscription, ..])
            return null;
        var body = segments[2..] switch
        {
            [] => Subscription(),
            ["locations"] => Many(Location()),
            [.., "providers", "microsoft.authorization", "permissions"] => Many(Permission()),
            _ => null,
        };
        if (body is not null && !subscription.Equals(options.SubscriptionId, StringComparison.OrdinalIgnoreCase))
            throw ArmException.NotFound(
                "SubscriptionNotFound", $"The subscription '{subscription}' could not be found.");
        return body;
    }

    private static JsonObject Many(JsonObject one) => new() { ["value"] = new JsonArray(one) };

    private JsonObject Tenant() => new()
    {
        ["id"] = $"/tenants/{options.TenantId}",
        ["tenantId"] = options.TenantId,
        ["displayName"] = "Sandbox",
        ["defaultDomain"] = "sandbox.example",
        ["tenantCategory"] = "Home",
    };

    private JsonObject Subscription() => new()
    {
        ["id"] = $"/subscriptions/{options.SubscriptionId}",
        ["subscriptionId"] = options.SubscriptionId,
        ["tenantId"] = options.TenantId,
        ["displayName"] = "Sandbox",
        ["state"] = "Enabled",
        ["authorizationSource"] = "RoleBased",
        ["subscriptionPolicies"] = new JsonObject { ["quotaId"] = "Sandbox_2026-01-01", ["spendingLimit"] = "Off" },
    };

    private JsonObject Location() => new()
    {
        ["id"] = $"/subscriptions/{options.SubscriptionId}/locations/{options.Location}",
        ["subscriptionId"] = options.SubscriptionId,
        ["name"] = options.Location,
        ["displayName"] = options.Location,
        ["regionalDisplayName"] = options.Location,
        ["type"] = "Region",
    };

    private JsonObject Permission() => new()
    {
        ["actions"] = new JsonArray([.. options.Permissions.Select(p => JsonValue.Create(p))]),
        ["notActions"] = new JsonArray(),
        ["dataActions"] = new JsonArray(),
        ["notDataActions"] = new JsonArray(),
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d(-preview)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();
}
