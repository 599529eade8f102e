using System.Collections.Immutable;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>A piece of YAML and where it stands; the closed family is in this file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal abstract record ManifestNode(int Line, int Column);

/// <summary>A text or number.</summary>
/// <param name="Text">What stands there.</param>
/// <param name="IsPlain">Whether without quotes: YAML may then read a number or a yes in it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal sealed record ScalarNode(string Text, bool IsPlain, int Line, int Column) : ManifestNode(Line, Column)
{
    /// <summary>Whether nothing stands there.</summary>
    public bool IsNothing => IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";
}

/// <summary>A list.</summary>
/// <param name="Items">In order.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal sealed record ListNode(ImmutableList<ManifestNode> Items, int Line, int Column) : ManifestNode(Line, Column);

/// <summary>Keys and what they hold; each key stands once.</summary>
/// <param name="Entries">In order.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal sealed record MapNode(ImmutableList<(ScalarNode Key, ManifestNode Value)> Entries, int Line, int Column)
    : ManifestNode(Line, Column);
