using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ParentClaw.ParentBot.Api;

/// <summary>How long a caller waits for an end: <c>?wait=30</c>, in seconds.</summary>
internal static class WaitQuery
{
    /// <summary>Its name.</summary>
    public const string Name = "wait";

    /// <summary>What a wrong one is told.</summary>
    public const string Rule = "wait is a number of seconds; longer than 60 is taken as 60.";

    private const double Longest = 60; // what lies between has timeouts of its own; who waits longer asks again

    /// <summary>Reads it; zero where there is none.</summary>
    public static bool TryRead(HttpContext context, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        var given = context.Request.Query[Name];
        if (given.Count == 0)
            return true;
        if (given.Count > 1
            || !double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || !double.IsFinite(seconds))
            return false;

        wait = TimeSpan.FromSeconds(Math.Min(seconds, Longest));
        return true;
    }
}
