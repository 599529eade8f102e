using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Quartz;

namespace ParentClaw.FleetOps.Digests;

/// <summary>
/// When a digest is due. Pure. Times are those of the member's day: where a change of clocks leaves one out, the digest
/// comes as much later; where it brings one twice, the digest comes once.
/// </summary>
public static class DigestTimes
{
    /// <summary>What is accepted, for the person who typed something else.</summary>
    public const string Rule =
        "Write daily 08:30, weekly fri 17:00, or a cron expression of Quartz: 0 30 8 ? * MON-FRI.";

    /// <summary>Every morning at nine, in the language of Quartz.</summary>
    public const string Daily = "0 0 9 ? * *";

    /// <summary>Every Sunday at six in the evening.</summary>
    public const string Weekly = "0 0 18 ? * SUN";

    // Twice in a row at one local time: only what a change of clocks repeats is that near.
    private static readonly TimeSpan Repetition = TimeSpan.FromHours(2);

    /// <summary>Reads <c>daily 08:30</c>, <c>weekly fri 17:00</c> or a cron expression.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out string? cron, out DigestKind kind)
    {
        (cron, kind) = (null, DigestKind.Custom);
        var words = text.Trim().Trim('"', '“', '”').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case [var word, var at] when Is(word, "daily") && TryTime(at, out var time):
                (cron, kind) = ($"0 {time.Minute} {time.Hour} ? * *", DigestKind.Daily);
                return true;
            case [var word, var day, var at] when Is(word, "weekly") && TryTime(at, out var time):
                kind = DigestKind.Weekly;
                cron = FindDay(day) is { } known ? $"0 {time.Minute} {time.Hour} ? * {known}" : null;
                return cron is not null;
            default:
                // Seconds of a digest are nobody's wish, and one a second would be nobody's either.
                cron = string.Join(' ', words).ToUpperInvariant();
                return words is ["0", not ("*" or "0/1"), ..] && CronExpression.TryParse(cron, out _);
        }
    }

    /// <summary>The first moment after another at which a digest is due; null where there is none any more.</summary>
    public static DateTimeOffset? Next(string cron, TimeZoneInfo zone, DateTimeOffset after)
    {
        // Reckoned in the local time of a place whose clocks never change, then brought into the member's day: how a
        // skipped or repeated time is meant is decided here, and not by what the expression's reader makes of it.
        var expression = new CronExpression(cron, TimeZoneInfo.Utc);
        var local = TimeZoneInfo.ConvertTime(after, zone).DateTime - Repetition;
        for (var from = AsUtc(local); expression.GetNextValidTimeAfter(from) is { } next; from = next)
        {
            var moment = Commands.WhenText.At(DateTime.SpecifyKind(next.UtcDateTime, DateTimeKind.Unspecified), zone);
            if (moment > after)
                return moment;
        }

        return null;
    }

    /// <summary>The last moment at which a digest was due after one moment and until another; null for none.</summary>
    public static DateTimeOffset? LastDue(string cron, TimeZoneInfo zone, DateTimeOffset after, DateTimeOffset now)
    {
        DateTimeOffset? last = null;
        for (var next = Next(cron, zone, after); next is { } due && due <= now; next = Next(cron, zone, due))
            last = due;
        return last;
    }

    private static DateTimeOffset AsUtc(DateTime local) => new(DateTime.SpecifyKind(local, DateTimeKind.Utc));

    private static bool Is(string word, string name) => word.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool TryTime(string text, out TimeOnly time) => TimeOnly.TryParseExact(
        text, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static string? FindDay(string word) => word.Length < 2
        ? null
        : Enum.GetNames<DayOfWeek>()
            .FirstOrDefault(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase))?[..3].ToUpperInvariant();
}
