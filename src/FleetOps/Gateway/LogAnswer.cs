using System.Globalization;
using System.Text.Json;
using static ParentClaw.FleetOps.Gateway.GatewayAnswer;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>Reads the NDJSON of <c>openclaw logs --json</c>: a <c>meta</c> line, then <c>log</c> lines.</summary>
internal static class LogAnswer
{
    /// <summary>The log lines, in their order; a line that is no JSON is kept as it is, so that nothing is hidden.</summary>
    internal static IReadOnlyList<GatewayLogLine> Read(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(ReadLine)
            .OfType<GatewayLogLine>(),
    ];

    private static GatewayLogLine? ReadLine(string line)
    {
        if (TryParse(line) is not { ValueKind: JsonValueKind.Object } entry)
            return new GatewayLogLine(At: null, "info", Subsystem: null, line);

        if (Text(entry, "type") != "log")
            return null;

        var at = DateTimeOffset.TryParse(
            Text(entry, "time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : (DateTimeOffset?)null;
        return new GatewayLogLine(
            at, Text(entry, "level") ?? "info", Text(entry, "subsystem"), Text(entry, "message") ?? Text(entry, "raw") ?? line);
    }
}
