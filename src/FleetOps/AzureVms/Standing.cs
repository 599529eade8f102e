namespace ParentClaw.FleetOps.AzureVms;

/// <summary>A resource as it stands in Azure.</summary>
/// <param name="Data">What the SDK read.</param>
/// <param name="State">Its provisioning state.</param>
/// <param name="Tags">Its tags.</param>
internal sealed record Standing<T>(T Data, string? State, IDictionary<string, string> Tags)
{
    /// <summary>Whether the last change of it failed.</summary>
    internal bool IsFailed => Is("Failed") || Is("Canceled");

    /// <summary>Whether it is being deleted.</summary>
    internal bool IsGoing => Is("Deleting");

    /// <summary>Whether it is between two states.</summary>
    internal bool IsMoving => !IsFailed && State is not null && !Is("Succeeded");

    private bool Is(string state) => string.Equals(State, state, StringComparison.OrdinalIgnoreCase);
}
