namespace ParentClaw.Sandbox.Arm;

/// <summary>Which folder a disk or a snapshot is, relative to the sandbox's own.</summary>
internal static class Storage
{
    /// <summary><c>disks/NAME</c> or <c>snapshots/NAME</c>; beyond the first group <c>GROUP.NAME</c>.</summary>
    public static string Of(Region region, ArmId id)
    {
        var kind = id.Type.Split('/')[^1].ToLowerInvariant();
        var first = string.Equals(id.Group, region.Options.ResourceGroup, StringComparison.OrdinalIgnoreCase);
        return $"{kind}/{(first ? "" : $"{id.Group}.")}{id.Name}".ToLowerInvariant();
    }
}
