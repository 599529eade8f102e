using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Cloud;

/// <summary>Name of one data disk of a claw: <c>alice-d1</c>.</summary>
public sealed record DiskName
{
    private DiskName(ClawName claw, int number)
    {
        Claw = claw;
        Number = number;
    }

    /// <summary>The claw whose identity it holds.</summary>
    public ClawName Claw { get; }

    /// <summary>Its number, from 1.</summary>
    public int Number { get; }

    /// <summary>The data disk of this number.</summary>
    public static DiskName Of(ClawName claw, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return new DiskName(claw, number);
    }

    /// <summary>Reads <c>alice-d1</c>.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out DiskName? name)
    {
        name = null;
        var at = text?.LastIndexOf("-d", StringComparison.Ordinal) ?? -1;
        if (at < 1
            || !ClawName.TryParse(text![..at], out var claw)
            || !int.TryParse(text[(at + 2)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < 1)
            return false;

        name = Of(claw, number);
        return true;
    }

    /// <summary>The resource's name.</summary>
    public override string ToString() => $"{Claw}-d{Number}";
}
