using System.Globalization;
using System.Text.Json;
using static ParentClaw.FleetOps.Gateway.GatewayAnswer;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>
/// Reads the log: the NDJSON of <c>openclaw logs --json</c> (a <c>meta</c> line, then <c>log</c> lines), and the answer
/// of
/// <c>logs.tail</c>. Pure.
/// </summary>
internal static class LogAnswer
{
    /// <summary>
    /// The log lines, in their order; a line that is no JSON is kept as it is, so that nothing is hidden.
    /// </summary>
    internal static IReadOnlyList<GatewayLogLine> Read(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(ReadLine)
            .OfType<GatewayLogLine>(),
    ];

    /// <summary>
    /// The lines of <c>logs.tail</c>, in their order: those of the log's file, an object each with what was said in
    /// <c>message</c>, and who and how much in <c>_meta</c>. A line of another form is kept as it is.
    /// </summary>
    internal static IReadOnlyList<GatewayLogLine> ReadTail(JsonElement answer) =>
    [
        .. Items(answer, "lines")
            .Where(line => line.ValueKind == JsonValueKind.String)
            .Select(line => ReadFileLine(line.GetString()!)),
    ];

    private static GatewayLogLine ReadFileLine(string line)
    {
        if (TryParse(line) is not { ValueKind: JsonValueKind.Object } entry || Text(entry, "message") is not { } said)
            return new GatewayLogLine(At: null, "info", Subsystem: null, line);

        var meta = Find(entry, "_meta") ?? default;
        return new GatewayLogLine(
            Moment(Text(entry, "time") ?? Text(meta, "date")),
            Text(meta, "logLevelName")?.ToLowerInvariant() ?? "info",
            SubsystemOf(Text(meta, "name")),
            said);
    }

    // The logger's name is JSON of its own: {"subsystem":"channels/telegram"} or {"module":"telegram-auto-reply"}.
    private static string? SubsystemOf(string? name) => name is not null && TryParse(name) is { } about
        ? Text(about, "subsystem") ?? Text(about, "module")
        : name;

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;

    private static GatewayLogLine? ReadLine(string line)
    {
        if (TryParse(line) is not { ValueKind: JsonValueKind.Object } entry)
            return new GatewayLogLine(At: null, "info", Subsystem: null, line);

        if (Text(entry, "type") != "log")
            return null;

        var message = Text(entry, "message") ?? Text(entry, "raw") ?? line;
        return new GatewayLogLine(
            Moment(Text(entry, "time")), Text(entry, "level") ?? "info", Text(entry, "subsystem"), message);
    }
}
