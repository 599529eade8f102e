using System.Text.RegularExpressions;

namespace ParentClaw.EndToEnd.Faces;

/// <summary>How a command came out, as whoever gave it sees it, without what differs from parent to parent.</summary>
/// <param name="Kind"><c>done</c>, <c>asks</c>, <c>refused</c> or <c>failed</c>; null where a face only tells in
/// words.</param>
/// <param name="Text">What was said.</param>
internal sealed partial record Outcome(string? Kind, string Text)
{
    /// <summary>The name under which programs call.</summary>
    public const string Agent = "nightly";

    /// <summary>The outcome of an envelope's parts.</summary>
    public static Outcome Of(string kind, string text, string? prompt) =>
        new(kind, Plain(prompt is null ? text : $"{text}\n{prompt}"));

    /// <summary>The same words on one line, without ids, times, codes and addresses of their own.</summary>
    public static string Plain(string text)
    {
        text = text.Replace(Agent, "who", StringComparison.Ordinal)
            .Replace(Environment.UserName, "who", StringComparison.Ordinal);
        text = Ids().Replace(text, "$1-x");
        text = Moments().Replace(text, "moment");
        text = Spans().Replace(text, "a while");
        text = Codes().Replace(text, "code");
        text = Addresses().Replace(text, "address");
        text = Keys().Replace(text, "key");
        text = Rules().Replace(text, " ");
        return Blanks().Replace(text, " ").Trim();
    }

    [GeneratedRegex(@"\b(op|rp|pr)-[a-z0-9]{8,}\b")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z| UTC|\+00:00)?)?|\b\d\d:\d\d(:\d\d)?( UTC)?")]
    private static partial Regex Moments();

    [GeneratedRegex(@"\b(just now|now|\d+ ?(ms|s|min|h|d|seconds?|minutes?|hours?|days?)( ago)?)\b( ago)?")]
    private static partial Regex Spans();

    [GeneratedRegex(@"\b[a-z2-9]{26}\b|\b[0-9a-f]{8,}\b")]
    private static partial Regex Codes();

    [GeneratedRegex(@"\b127\.\d+\.\d+\.\d+\b(?<!127\.0\.0\.1)")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\b(AAAA|SHA256:)[A-Za-z0-9+/]{20,}")]
    private static partial Regex Keys();

    [GeneratedRegex("[─═]+")]
    private static partial Regex Rules();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
