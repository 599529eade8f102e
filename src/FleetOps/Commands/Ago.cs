namespace ParentClaw.FleetOps.Commands;

/// <summary>Times as people say them: short and relative. Pure.</summary>
public static class Ago
{
    /// <summary><c>just now</c>, <c>3 min ago</c>, <c>2 h ago</c>, <c>5 d ago</c>; a moment to come is <c>in 3 min</c>.</summary>
    public static string Say(DateTimeOffset moment, DateTimeOffset now)
    {
        var passed = now - moment;
        if (passed.Duration() < TimeSpan.FromSeconds(5))
            return "just now";

        return passed > TimeSpan.Zero ? $"{Span(passed)} ago" : $"in {Span(-passed)}";
    }

    /// <summary><c>40 s</c>, <c>3 min</c>, <c>2 h</c>, <c>5 d</c>: the largest unit alone, rounded down.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => $"{Math.Max(0, (long)span.TotalSeconds)} s",
        { TotalHours: < 1 } => $"{(long)span.TotalMinutes} min",
        { TotalDays: < 2 } => $"{(long)span.TotalHours} h",
        _ => $"{(long)span.TotalDays} d",
    };
}
