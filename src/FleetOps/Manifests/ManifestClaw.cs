using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>What a claw shall be. What is null is not said, and left as it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">Where it stands in the manifest, from 1.</param>
public sealed record ManifestClaw(ClawName Name, int Line)
{
    /// <summary>What its machine offers.</summary>
    public Profile? Profile { get; init; }

    /// <summary>The machine's size in the cloud's words.</summary>
    public string? Size { get; init; }

    /// <summary>Its image, exactly.</summary>
    public ImageVersion? Image { get; init; }

    /// <summary>Its app layer.</summary>
    public AppLayerVersion? AppLayer { get; init; }

    /// <summary>Its OpenClaw.</summary>
    public OpenClawVersion? OpenClaw { get; init; }

    /// <summary>Numeric Telegram id of its user.</summary>
    public long? Owner { get; init; }

    /// <summary>Its model as <c>provider/name</c>.</summary>
    public string? Model { get; init; }

    /// <summary>Who may write to its bot.</summary>
    public DmPolicy? Policy { get; init; }

    /// <summary>Whom <see cref="DmPolicy.Allowlist"/> admits besides the owner.</summary>
    public ImmutableSortedSet<long>? Allow { get; init; }

    /// <summary>All its labels.</summary>
    public ImmutableSortedDictionary<string, string>? Labels { get; init; }

    /// <summary>All the presets it has, as words: <c>morning</c>.</summary>
    public ImmutableSortedSet<string>? Presets { get; init; }

    /// <summary>Jobs of its own that it has; others are left.</summary>
    public ImmutableList<ManifestJob>? Jobs { get; init; }

    /// <summary>In which line a key stands, where not in the claw's first.</summary>
    internal ImmutableDictionary<string, int> Lines { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>The line of a key; the claw's own where the key is not there.</summary>
    internal int LineOf(string key) => Lines.GetValueOrDefault(key, Line);
}
