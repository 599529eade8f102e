using System.Globalization;
using System.Text.RegularExpressions;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Moments and durations as people type them, and moments as they read them. Pure.</summary>
public static partial class WhenText
{
    /// <summary>What is accepted, for the person who typed something else.</summary>
    public const string Rule =
        "Write now, a time as 14:00, a moment as 2026-11-20T14:00, or a duration as 90m, 2h or 1d.";

    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(366);

    /// <summary>Reads a duration: <c>90m</c>, <c>2h</c>, <c>1d</c>, <c>1h30m</c>; more than nothing, at most a
    /// year.</summary>
    public static bool TryReadDuration(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (Duration().Match(text) is not { Success: true } match)
            return false;

        duration = new TimeSpan(Number(match, "d"), Number(match, "h"), Number(match, "m"), 0);
        return duration > TimeSpan.Zero && duration <= LongestDuration;
    }

    /// <summary>
    /// Reads a moment: <c>now</c>, <c>14:00</c> (the next one), <c>2026-11-20T14:00</c>, or a duration from then on.
    /// </summary>
    /// <param name="text">What was typed.</param>
    /// <param name="from">What <c>now</c> and durations begin with, and what a bare time comes after.</param>
    /// <param name="zone">Of whose day the times are.</param>
    /// <param name="moment">The moment.</param>
    public static bool TryReadMoment(string text, DateTimeOffset from, TimeZoneInfo zone, out DateTimeOffset moment)
    {
        moment = from;
        if (text.Equals("now", StringComparison.OrdinalIgnoreCase))
            return true;

        if (TryReadDuration(text, out var duration))
        {
            moment = from + duration;
            return true;
        }

        if (TryExact(text, ["H:mm", "HH:mm"], out var time))
        {
            moment = Next(TimeOnly.FromDateTime(time), from, zone);
            return true;
        }

        if (!TryExact(text, ["yyyy-MM-ddTHH:mm", "yyyy-MM-dd"], out var local))
            return false;

        moment = At(local, zone);
        return true;
    }

    /// <summary>
    /// The moment of a local time. One that a change of clocks leaves out is as much later as the clocks jump; one that
    /// it brings twice is the first.
    /// </summary>
    public static DateTimeOffset At(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
            return new DateTimeOffset(local, zone.GetUtcOffset(local.AddDays(-1))).ToUniversalTime();

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary><c>20 Nov 14:05</c>, in a zone; in UTC it says so.</summary>
    public static string Say(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        return $"{local:d MMM HH:mm}{(zone.Id == TimeZoneInfo.Utc.Id ? " UTC" : "")}";
    }

    private static DateTimeOffset Next(TimeOnly time, DateTimeOffset from, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime);
        var next = At(today.ToDateTime(time), zone);
        return next > from ? next : At(today.AddDays(1).ToDateTime(time), zone);
    }

    private static bool TryExact(string text, string[] formats, out DateTime local) => DateTime.TryParseExact(
        text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out local);

    private static int Number(Match match, string unit) =>
        match.Groups[unit] is { Success: true } group ? int.Parse(group.ValueSpan) : 0;

    [GeneratedRegex(@"\A(?=.)(?:(?<d>[0-9]{1,3})d)?(?:(?<h>[0-9]{1,4})h)?(?:(?<m>[0-9]{1,5})m(?:in)?)?\z",
        RegexOptions.IgnoreCase)]
    private static partial Regex Duration();
}
