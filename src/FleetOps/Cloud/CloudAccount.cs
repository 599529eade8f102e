namespace ParentClaw.FleetOps.Cloud;

/// <summary>Which cloud, account and group the parent works in.</summary>
/// <param name="Kind">The value of <c>Cloud:Kind</c>.</param>
/// <param name="Tenant">Tenant, by id.</param>
/// <param name="Subscription">Subscription, by id. With kind and group it is the stamp of the store.</param>
/// <param name="SubscriptionName">Its display name.</param>
/// <param name="Location">Region.</param>
/// <param name="ResourceGroup">Group that holds everything we make.</param>
/// <param name="Identity">Who we are there, as far as the credential tells.</param>
public sealed record CloudAccount(
    string Kind, string Tenant, string Subscription, string SubscriptionName, string Location, string ResourceGroup,
    string Identity);
