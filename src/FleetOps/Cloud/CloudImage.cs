using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Cloud;

/// <summary>An image a machine can start from.</summary>
/// <param name="Version">Exactly which.</param>
/// <param name="IsDefault">Whether <c>/deploy</c> without a word takes it.</param>
/// <param name="IsMarkedBroken">
/// Whether its maker marked it as not to be used (tag <c>parentclaw-broken</c>); never chosen by itself.
/// </param>
/// <param name="PublishedAt">When it was published, where the cloud tells.</param>
public sealed record CloudImage(ImageVersion Version, bool IsDefault, bool IsMarkedBroken, DateTimeOffset? PublishedAt);
