namespace ParentClaw.FleetOps.Manifests;

/// <summary>What a key of a manifest holds.</summary>
internal enum ManifestKind
{
    /// <summary>A text of a pattern, or one of some words.</summary>
    Text,

    /// <summary>A whole number above 0.</summary>
    Number,

    /// <summary>A list of whole numbers above 0, each once.</summary>
    Numbers,

    /// <summary>A list of words, each once.</summary>
    Words,

    /// <summary>Keys with a text each.</summary>
    Texts,

    /// <summary>Names with a map of keys each.</summary>
    Maps,
}
