using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Core;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>Who we are and where.</summary>
internal sealed class AzureAccount(AzureScope scope, AzureActs acts, TokenCredential credential, string kind)
{
    private static readonly TokenRequestContext Wanted = new(["https://management.azure.com/.default"]);

    // What a token may call its bearer, the most telling first.
    private static readonly string[] Names =
        ["upn", "unique_name", "preferred_username", "app_displayname", "appid", "oid"];

    internal Task<CloudAccount> DescribeAsync(CancellationToken cancellationToken) =>
        acts.RunAsync(
            "reading the subscription",
            async token =>
            {
                var subscription = (await scope.Subscription.GetAsync(token)).Value.Data;
                var identity = await credential.GetTokenAsync(Wanted, token);
                return new CloudAccount(
                    kind,
                    subscription.TenantId?.ToString() ?? "",
                    subscription.SubscriptionId,
                    subscription.DisplayName,
                    scope.Options.Location,
                    scope.Options.ResourceGroup,
                    BearerOf(identity.Token));
            },
            cancellationToken);

    /// <summary>Whom a token names; its whole text is never shown. The sandbox's is no JSON web token.</summary>
    internal static string BearerOf(string token)
    {
        if (token.Split('.') is not [_, var payload, _] || !Base64Url.IsValid(payload))
            return "unknown";

        var claims = JsonNode.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(payload)))!.AsObject();
        return Names.Select(name => claims[name]?.ToString()).FirstOrDefault(value => value is not null) ?? "unknown";
    }
}
