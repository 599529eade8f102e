namespace ParentClaw.FleetOps.Provisioning;

/// <summary>A file of the app layer.</summary>
/// <param name="Path">Where it stands on a machine, below <c>/opt/claw</c>: <c>lifecycle/boot.sh</c>.</param>
/// <param name="Content">Its text, with <c>\n</c>.</param>
public sealed record AppFile(string Path, string Content)
{
    /// <summary>Whether it is run by name.</summary>
    public bool IsProgram =>
        Path.EndsWith(".sh", StringComparison.Ordinal) && !Path.Contains("/lib/", StringComparison.Ordinal);
}
