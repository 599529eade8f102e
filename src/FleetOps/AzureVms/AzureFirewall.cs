using System.Text.Json.Nodes;
using Azure.ResourceManager.Resources;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>The firewall before all machines: who is admitted.</summary>
internal sealed class AzureFirewall(AzureScope scope, AzureActs acts, AzureNetwork network)
{
    private string Name => scope.Options.SecurityGroup;

    /// <summary>Its rules as they are; null where there is no firewall.</summary>
    internal async Task<FirewallState?> FindAsync(CancellationToken cancellationToken)
    {
        var seen = await acts.RunAsync(
            $"looking at {Name}", token => network.LookAt(scope.Firewall)(token), cancellationToken);
        return seen is null ? null : new FirewallState(RulesOf(seen.Data), scope.IsOurs(seen.Tags));
    }

    internal async Task<IReadOnlyList<string>> ListSourcesAsync(CancellationToken cancellationToken) =>
        (await FindAsync(cancellationToken))?.SshSources ?? [];

    /// <summary>Replaces the networks that are admitted to SSH, desktop and Moonlight.</summary>
    internal async Task AllowAsync(IReadOnlyList<string> networks, CancellationToken cancellationToken)
    {
        var sources = AllowedNetwork.ParseAll(networks);
        await EnsureAsync(_ => sources, makeIfMissing: false, cancellationToken);
    }

    /// <summary>
    /// Makes the firewall where it is missing, and mends our rules. Sources once admitted stay as they are.
    /// </summary>
    /// <returns>Whether anything was changed.</returns>
    internal Task<bool> PrepareAsync(CancellationToken cancellationToken) =>
        EnsureAsync(
            standing => standing is [] ? AllowedNetwork.ParseAll(scope.Options.AllowedSources) : standing,
            makeIfMissing: true,
            cancellationToken);

    private Task<bool> EnsureAsync(
        Func<IReadOnlyList<string>, IReadOnlyList<string>> choose,
        bool makeIfMissing,
        CancellationToken cancellationToken) =>
        acts.RunAsync(
            $"setting the rules of {Name}",
            async token =>
            {
                var seen = await acts.SettledAsync(Name, network.LookAt(scope.Firewall), token);
                if (seen is null && !makeIfMissing)
                    throw new FleetException(
                        FailureReason.NotFound, $"There is no firewall {Name} yet. Run /init first.");

                var standing = seen is null ? [] : RulesOf(seen.Data);
                var sources = choose(standing.FirstOrDefault(rule => rule.Name == FirewallRule.Ssh)?.Sources ?? []);
                var wanted = FirewallRule.Wanted(sources, scope.Options.Ports).ToList();
                var ours = standing.Where(rule => rule.IsOurs).ToList();
                if (seen is { IsFailed: false }
                    && ours.Count == wanted.Count
                    && wanted.TrueForAll(rule => ours.Exists(rule.Admits)))
                    return false;

                await network.PutAsync(
                    scope.Firewall,
                    NetworkBodies.Firewall(
                        scope.Location,
                        seen?.Tags ?? scope.Tags(ResourceTags.Ground),
                        wanted.Concat(standing.Where(rule => !rule.IsOurs))),
                    token);
                return true;
            },
            cancellationToken);

    private static IReadOnlyList<FirewallRule> RulesOf(GenericResourceData data) =>
        AzureNetwork.PropertiesOf(data)["securityRules"] is JsonArray rules
            ? [.. rules.Select(rule => FirewallRule.Read(rule!))]
            : [];
}

/// <summary>The firewall as it stands.</summary>
/// <param name="Rules">Its rules, a person's own included.</param>
/// <param name="IsOurs">Whether we made it, and so may change it.</param>
internal sealed record FirewallState(IReadOnlyList<FirewallRule> Rules, bool IsOurs)
{
    /// <summary>The networks from which SSH is admitted, by whatever rule.</summary>
    internal IReadOnlyList<string> SshSources =>
        [.. Rules.Where(rule => rule.AdmitsSsh).SelectMany(rule => rule.Sources).Distinct(StringComparer.Ordinal)];
}
