namespace ParentClaw.FleetOps.Claws;

/// <summary>
/// Order of dotted versions: each part as a number; a suffix (<c>-bad</c>) sorts after the bare version.
/// </summary>
internal static class VersionOrder
{
    internal static int Compare(string left, string right)
    {
        var (leftNumbers, leftSuffix) = Split(left);
        var (rightNumbers, rightSuffix) = Split(right);
        for (var i = 0; i < Math.Max(leftNumbers.Length, rightNumbers.Length); i++)
        {
            var difference = leftNumbers.ElementAtOrDefault(i).CompareTo(rightNumbers.ElementAtOrDefault(i));
            if (difference != 0)
                return difference;
        }

        return string.CompareOrdinal(leftSuffix, rightSuffix);
    }

    private static (long[] Numbers, string Suffix) Split(string version)
    {
        var dash = version.IndexOf('-', StringComparison.Ordinal);
        var numbers = dash < 0 ? version : version[..dash];
        return ([.. numbers.Split('.').Select(long.Parse)], dash < 0 ? "" : version[dash..]);
    }
}
