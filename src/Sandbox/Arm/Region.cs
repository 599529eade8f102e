using ParentClaw.Sandbox.Machines;

namespace ParentClaw.Sandbox.Arm;

/// <summary>What all handlers share: one subscription in one Azure region.</summary>
internal sealed record Region(
    SandboxOptions Options,
    TimeProvider Time,
    Pace Pace,
    ResourceStore Store,
    LongOperations Operations,
    IMachineHost Host,
    Lock Gate)
{
    /// <summary>Where every URL in an answer begins; the caller's transport leads it back here.</summary>
    public const string PublicEndpoint = "https://management.azure.com";

    public ArmId Subscription { get; } = new($"/subscriptions/{Options.SubscriptionId}");

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>A resource that no operation holds; Azure answers 409 where one does.</summary>
    public void RefuseIfBusy(ArmId id)
    {
        if (Operations.RunningOn(id) is { } running)
            throw ArmException.Conflict(
                "Conflict", $"The request failed due to conflict with {running.Kind}, which is in progress on '{id}'.");
    }

    public void RequireGroup(ArmId id)
    {
        if (id.Group is { } group && Store.Find(Subscription.Child("resourceGroups", group)) is null)
            throw ArmException.NotFound("ResourceGroupNotFound", $"Resource group '{group}' could not be found.");
    }

    /// <summary>Regions compare without case and blanks ("West Europe").</summary>
    public void RequireLocation(string? location)
    {
        if (!string.Equals(
            location?.Replace(" ", "", StringComparison.Ordinal), Options.Location, StringComparison.OrdinalIgnoreCase))
            throw ArmException.BadRequest(
                "LocationNotAvailableForResourceType", $"The provided location '{location}' is not available.");
    }
}
