using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ParentClaw.FleetOps.Commands;

/// <summary>When a job runs, as people say it: a time of the day, and on which days. Pure.</summary>
internal static class CronDays
{
    private const string Rule = "Say when: at=09:30, and on=weekdays, on=weekends or on=mon,thu if not daily.";

    private static readonly ImmutableList<string> Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>Makes five cron fields of both; the refusal says how they are written.</summary>
    internal static bool TryRead(
        string? at, string? on,
        [NotNullWhen(true)] out string? expression, [NotNullWhen(false)] out string? refusal)
    {
        (expression, refusal) = (null, null);
        if (!TimeOnly.TryParseExact(
            at, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            refusal = at is null ? Rule : $"{Quoted.Text(at)} is no time of the day. {Rule}";
        else if (FieldOf(on ?? "daily") is not { } days)
            refusal = $"{Quoted.Text(on!)} is no choice of days. {Rule}";
        else
            expression = string.Create(CultureInfo.InvariantCulture, $"{time.Minute} {time.Hour} * * {days}");
        return expression is not null;
    }

    private static string? FieldOf(string on) => on.ToLowerInvariant() switch
    {
        "daily" => "*",
        "weekdays" => "1-5",
        "weekends" => "0,6",
        var list => Numbers(list.Split(',')),
    };

    private static string? Numbers(string[] names)
    {
        var numbers = names.Select(name => Days.FindIndex(day => IsOf(name, day))).ToList();
        return numbers.Contains(-1) ? null : string.Join(',', numbers.Distinct().Order());
    }

    // Sunday, sun and su, but not s: that could be another.
    private static bool IsOf(string name, string day) => name.Length >= 2
        && (name.StartsWith(day, StringComparison.Ordinal) || day.StartsWith(name, StringComparison.Ordinal));
}
