using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// What a deploy takes where the person says nothing, and what it insists on. The sandbox makes things up, so that a
/// newcomer needs nothing; on Azure nothing is made up.
/// </summary>
public sealed record DeployDefaults
{
    /// <summary>The owner's Telegram id, or null where the person must name one.</summary>
    public long? Owner { get; init; }

    /// <summary>The model as <c>provider/name</c>, or null where the person must name one.</summary>
    public string? Model { get; init; }

    /// <summary>Secrets made up for a claw that has none of that name.</summary>
    public IReadOnlyDictionary<SecretName, Func<ClawName, Secret>> Secrets { get; init; } =
        new Dictionary<SecretName, Func<ClawName, Secret>>();

    /// <summary>Whether <c>/init</c> must have been done, and the price be agreed to.</summary>
    public bool CostsMoney { get; init; } = true;
}
