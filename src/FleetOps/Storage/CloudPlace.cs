namespace ParentClaw.FleetOps.Storage;

/// <summary>Where a fleet lives; a store belongs to one for life.</summary>
/// <param name="Kind">As in <c>Cloud:Kind</c>: <c>Sandbox</c>, <c>AzureVms</c>.</param>
/// <param name="Subscription">Id of the subscription.</param>
/// <param name="Group">Name of the resource group.</param>
public sealed record CloudPlace(string Kind, string Subscription, string Group)
{
    /// <summary><c>AzureVms, subscription …, group claws</c>.</summary>
    public override string ToString() => $"{Kind}, subscription {Subscription}, group {Group}";

    /// <summary>Whether it is the same place: the cloud's names do not tell capitals from small letters.</summary>
    public bool IsSameAs(CloudPlace other) =>
        IsSame(Kind, other.Kind) && IsSame(Subscription, other.Subscription) && IsSame(Group, other.Group);

    private static bool IsSame(string one, string other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
