using System.Text.Json;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>Names as they stand in JSON.</summary>
internal static class Words
{
    /// <summary><c>RolledBack</c> is <c>rolled_back</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{value}");
}
