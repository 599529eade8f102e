using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>Who owns a claw and who may write to it, as a manifest wants it. Pure.</summary>
internal static class AccessChange
{
    /// <summary>The claw with the manifest's owner, policy and list.</summary>
    internal static Claw Wanted(ManifestClaw wanted, Claw claw)
    {
        var policy = wanted.Policy ?? claw.DmPolicy;
        return claw with
        {
            Owner = wanted.Owner ?? claw.Owner,
            DmPolicy = policy,
            AllowFrom = policy == DmPolicy.Allowlist ? wanted.Allow ?? claw.AllowFrom : [],
        };
    }

    /// <summary>Both in words; equal where nothing is to be done.</summary>
    internal static string Say(Claw claw) =>
        $"owner {(claw.Owner is { } owner ? $"{owner}" : "nobody")}, {claw.DmPolicy.ToString().ToLowerInvariant()}"
        + (claw is { DmPolicy: DmPolicy.Allowlist, AllowFrom.IsEmpty: false }
            ? $" {string.Join(',', claw.AllowFrom)}" : "");

    /// <summary>
    /// What <c>channels.telegram.allowFrom</c> holds then, as <c>boot.sh</c> writes it on a new data disk.
    /// </summary>
    internal static IReadOnlyList<string> Senders(Claw claw) => claw.DmPolicy switch
    {
        DmPolicy.Open => ["*"],
        DmPolicy.Allowlist =>
        [
            .. claw.Owner is { } owner && !claw.AllowFrom.Contains(owner) ? new[] { $"{owner}" } : [],
            .. claw.AllowFrom.Select(id => $"{id}"),
        ],
        _ => [],
    };
}
