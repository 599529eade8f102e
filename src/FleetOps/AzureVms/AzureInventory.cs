using System.Collections.Concurrent;
using Azure.ResourceManager.Resources;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>What of ours stands in the group, found by tag.</summary>
internal sealed class AzureInventory(AzureScope scope, AzureActs acts)
{
    // Azure throttles reads by subscription; 16 at once read 1,000 machines in well under a minute.
    private const int AtOnce = 16;

    /// <summary>Names of our resources of a type (null: of any), a claw (null: of all) and these roles.</summary>
    internal Task<IReadOnlyList<string>> ListAsync(
        string? type, ClawName? claw, IReadOnlyList<string> roles, CancellationToken cancellationToken) =>
        acts.RunAsync<IReadOnlyList<string>>(
            "listing what is ours",
            async token =>
            {
                // One tag a filter is all that Azure takes, and a group that is not there lists nothing.
                var (tag, value) = claw is null ? (ResourceTags.Fleet, scope.Fleet) : (ResourceTags.Claw, claw.Value);
                var filter = $"tagName eq '{tag}' and tagValue eq '{Quoted(value)}'";
                return await AzureActs.OrNullAsync(async () =>
                {
                    var names = new List<string>();
                    await foreach (var found in scope.Group.GetGenericResourcesAsync(filter, cancellationToken: token))
                    {
                        if (IsWanted(found.Data, type, roles))
                            names.Add(found.Data.Name);
                    }

                    return names;
                }) ?? [];
            },
            cancellationToken);

    /// <summary>Reads each of them, several at once; null for one that went away meanwhile.</summary>
    internal static async Task<IReadOnlyCollection<T>> EachAsync<T>(
        IReadOnlyList<string> names,
        Func<string, CancellationToken, Task<T?>> read,
        CancellationToken cancellationToken)
        where T : class
    {
        var all = new ConcurrentBag<T>();
        await Parallel.ForEachAsync(
            names,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (name, token) =>
            {
                if (await read(name, token) is { } one)
                    all.Add(one);
            });
        return all;
    }

    private static string Quoted(string value) => value.Replace("'", "''", StringComparison.Ordinal);

    private bool IsWanted(GenericResourceData data, string? type, IReadOnlyList<string> roles) =>
        (type is null || string.Equals(data.ResourceType, type, StringComparison.OrdinalIgnoreCase))
        && scope.IsOurs(data.Tags)
        && data.Tags.TryGetValue(ResourceTags.Role, out var role)
        && roles.Contains(role, StringComparer.Ordinal);
}
