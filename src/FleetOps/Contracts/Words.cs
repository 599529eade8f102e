using System.Text.Json;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>Names as they stand in JSON.</summary>
internal static class Words
{
    /// <summary><c>RolledBack</c> is <c>rolled_back</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{value}");

    /// <summary><c>rolled_back</c> is <c>RolledBack</c>; false for a name that is not known here.</summary>
    public static bool TryRead<T>(string word, out T value)
        where T : struct, Enum
    {
        foreach (var known in Enum.GetValues<T>())
        {
            if (Of(known) == word)
            {
                value = known;
                return true;
            }
        }

        value = default;
        return false;
    }
}
