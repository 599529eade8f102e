using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Cloud;

/// <summary>Name of one machine of a claw: <c>alice-g3</c> is generation 3 of alice.</summary>
public sealed record MachineName
{
    private const string NicEnding = "-nic";
    private const string OsDiskEnding = "-os";

    private MachineName(ClawName claw, int generation)
    {
        Claw = claw;
        Generation = generation;
    }

    /// <summary>The claw it carries.</summary>
    public ClawName Claw { get; }

    /// <summary>Its generation, from 1.</summary>
    public int Generation { get; }

    /// <summary>Name of its network interface: <c>alice-g3-nic</c>.</summary>
    public string Nic => this + NicEnding;

    /// <summary>Name of its OS disk: <c>alice-g3-os</c>.</summary>
    public string OsDisk => this + OsDiskEnding;

    /// <summary>The machine of this generation.</summary>
    public static MachineName Of(ClawName claw, int generation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(generation, 1);
        return new MachineName(claw, generation);
    }

    /// <summary>Reads <c>alice-g3</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MachineName? name)
    {
        name = null;
        var at = text?.LastIndexOf("-g", StringComparison.Ordinal) ?? -1;
        if (at < 1
            || !ClawName.TryParse(text![..at], out var claw)
            || !int.TryParse(text[(at + 2)..], NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
            || generation < 1)
            return false;

        name = Of(claw, generation);
        return true;
    }

    /// <summary>
    /// The machine that a resource is or belongs to: <c>alice-g3</c> of its NIC <c>alice-g3-nic</c>; null for none.
    /// </summary>
    public static MachineName? OfPart(string resource) =>
        TryParse(resource, out var machine)
        || TryParse(Without(NicEnding, resource), out machine)
        || TryParse(Without(OsDiskEnding, resource), out machine)
            ? machine
            : null;

    /// <summary>The resource's name.</summary>
    public override string ToString() => $"{Claw}-g{Generation}";

    private static string? Without(string ending, string name) =>
        name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] : null;
}
