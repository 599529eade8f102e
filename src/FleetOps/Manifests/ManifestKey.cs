using System.Collections.Immutable;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>A key of a manifest: what the reader goes by, and what the schema for editors is made from.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Summary">What it is, a sentence.</param>
internal sealed record ManifestKey(string Name, ManifestKind Kind, string Summary)
{
    /// <summary>
    /// What a text, or each of the texts, is like: a regular expression that .NET and editors read alike.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>
    /// What the names of <see cref="ManifestKind.Texts"/> and <see cref="ManifestKind.Maps"/> are like.
    /// </summary>
    public string? NamePattern { get; init; }

    /// <summary>How it is written, a sentence for who wrote something else.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The words that are accepted; empty for any.</summary>
    public ImmutableList<string> Choices { get; init; } = [];

    /// <summary>The longest text.</summary>
    public int Longest { get; init; } = 200;

    /// <summary>The keys of each of <see cref="ManifestKind.Maps"/>.</summary>
    public ImmutableList<ManifestKey> Keys { get; init; } = [];

    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; init; }
}
