using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>What our identity may do, as Azure itself reckons it from all its roles.</summary>
internal sealed class AzurePermissions(AzureScope scope, AzureActs acts, HttpPipeline rest)
{
    private const string Version = "2022-04-01";

    /// <summary>
    /// The actions of ours that no role of ours grants, in the group or, before it is there, in the subscription.
    /// </summary>
    internal async Task<IReadOnlyList<string>> MissingAsync(CancellationToken cancellationToken)
    {
        var granted = await acts.RunAsync(
            "reading our permissions",
            async token => await AzureActs.OrNullAsync(() => ReadAsync(scope.Group.Id, token))
                ?? await ReadAsync(scope.Subscription.Id, token),
            cancellationToken);
        return Missing(granted, AzureActions.All);
    }

    /// <summary>The wanted actions that none of these grants; pure.</summary>
    internal static IReadOnlyList<string> Missing(IReadOnlyList<PermissionGrant> granted, IEnumerable<string> wanted) =>
        [.. wanted.Where(action => !granted.Any(grant => grant.Allows(action)))];

    private async Task<IReadOnlyList<PermissionGrant>> ReadAsync(
        ResourceIdentifier at, CancellationToken cancellationToken)
    {
        using var message = rest.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(new Uri(
            $"https://management.azure.com{at}/providers/Microsoft.Authorization/permissions?api-version={Version}"));
        await rest.SendAsync(message, cancellationToken);
        if (message.Response.Status != 200)
            throw new RequestFailedException(message.Response);

        return [.. JsonNode.Parse(message.Response.Content)!["value"]!.AsArray()
            .Select(one => new PermissionGrant(Texts(one!["actions"]), Texts(one["notActions"])))];
    }

    private static IReadOnlyList<string> Texts(
        JsonNode? list) =>
        [.. (list?.AsArray() ?? []).Select(one => one!.GetValue<string>())];
}

/// <summary>What one role grants, with Azure's wildcards.</summary>
/// <param name="Actions">What it grants …</param>
/// <param name="NotActions">… but for these.</param>
internal sealed record PermissionGrant(IReadOnlyList<string> Actions, IReadOnlyList<string> NotActions)
{
    internal bool Allows(string action) =>
        Actions.Any(one => Covers(one, action)) && !NotActions.Any(one => Covers(one, action));

    private static bool Covers(string pattern, string action) => Regex.IsMatch(
        action,
        $@"\A{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));
}
