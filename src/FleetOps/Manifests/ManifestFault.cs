namespace ParentClaw.FleetOps.Manifests;

/// <summary>Something wrong in a manifest.</summary>
/// <param name="Line">Where, from 1.</param>
/// <param name="Column">Where in the line, from 1.</param>
/// <param name="Text">What, and what to do: finished sentences.</param>
public sealed record ManifestFault(int Line, int Column, string Text)
{
    /// <summary><c>line 3, column 5: …</c>.</summary>
    public override string ToString() => $"line {Line}, column {Column}: {Text}";
}
