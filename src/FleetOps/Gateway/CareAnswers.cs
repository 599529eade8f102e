using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using ParentClaw.FleetOps.Claws;
using static ParentClaw.FleetOps.Gateway.GatewayAnswer;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>Reads what OpenClaw says of how it is. Pure; an entry without what names it is passed over.</summary>
internal static class CareAnswers
{
    // Worst first; the audit says critical, warn and info, the doctor error, warning and info.
    private static readonly string[] Severities = ["critical", "error", "warn", "warning", "info"];

    // How the holders of requests are named that nobody made.
    private static readonly string[] OwnWork = ["idle-task", "runtime:", "startup:"];

    /// <summary><c>channels.status</c>: its accounts, each with the issue that is told of it.</summary>
    internal static IReadOnlyList<GatewayChannel> ReadChannels(JsonElement answer)
    {
        if (Find(answer, "channelAccounts") is not { ValueKind: JsonValueKind.Object } channels)
            return [];

        var issues = Items(answer, "statusIssues").ToList();
        return
        [
            .. channels.EnumerateObject().SelectMany(channel => Items(channels, channel.Name)
                .Where(account => Find(account, "configured") is not { ValueKind: JsonValueKind.False })
                .Select(account => ReadChannel(channel.Name, account, issues))),
        ];
    }

    /// <summary>The findings of <c>security audit --json</c> or <c>doctor --lint --json</c>, worst first.</summary>
    internal static IReadOnlyList<GatewayFinding> ReadFindings(JsonElement answer) =>
    [
        .. Items(answer, "findings")
            .Select(ReadFinding)
            .OfType<GatewayFinding>()
            .OrderBy(finding => Array.IndexOf(Severities, finding.Severity) is var place and >= 0
                ? place
                : Severities.Length),
    ];

    /// <summary><c>usage.cost</c>, which <c>openclaw gateway usage-cost --json</c> prints too.</summary>
    internal static GatewayUsage ReadUsage(JsonElement answer) =>
        new([.. Items(answer, "daily").Select(ReadDay).OfType<GatewayUsageDay>().OrderBy(day => day.Day)]);

    /// <summary>
    /// A line <c>OpenClaw 2026.9.6 (eb377ac)</c>, then <c>openclaw update status --json</c>; null where that is not
    /// what
    /// stands there.
    /// </summary>
    internal static GatewayUpdate? ReadUpdate(string text)
    {
        var (line, rest) = text.Split('\n', 2) is [var first, var second] ? (first, second) : (text, "");
        var installed = line.Split(' ').Select(word => OpenClawVersion.TryParse(word, out var version) ? version : null)
            .FirstOrDefault(version => version is not null);
        if (installed is null)
            return null;

        var status = TryParse(rest) ?? default;
        var newest = TextAt(status, "availability", "latestVersion")
            ?? TextAt(Find(status, "update") ?? default, "registry", "latestVersion");
        return new GatewayUpdate(installed, OpenClawVersion.TryParse(newest, out var found) ? found : null);
    }

    /// <summary>Whether <c>gateway.restart.preflight</c> lets it be restarted; else what is under way.</summary>
    internal static bool MayRestart(JsonElement answer, [NotNullWhen(false)] out string? busyWith)
    {
        busyWith = Find(answer, "safe") is { ValueKind: JsonValueKind.True }
            ? null
            : Text(answer, "summary") ?? "it does not say with what";
        return busyWith is null;
    }

    /// <summary>
    /// Whether nothing is under way but what the gateway does for itself, most of it in the seconds after it says ready:
    /// it counts that among its requests (OpenClaw 2026.9.6, seen by restarting it at once).
    /// </summary>
    internal static bool IsBusyWithItself(JsonElement answer)
    {
        var blockers = Items(answer, "blockers").ToList();
        return blockers.Count > 0 && blockers.TrueForAll(
            blocker => Text(blocker, "kind") == "root-request" && HasOnlyOwnWork(Text(blocker, "message")));
    }

    // "4 active gateway request(s): idle-task (2), runtime:maintenance, startup:sidecars.control-ui-assets"
    private static bool HasOnlyOwnWork(string? message) =>
        message?.Split(": ", 2) is [_, var holders]
        && holders.Split(", ").All(holder => OwnWork.Any(own => holder.StartsWith(own, StringComparison.Ordinal)));

    private static GatewayChannel ReadChannel(string channel, JsonElement account, List<JsonElement> issues)
    {
        var id = Text(account, "accountId") ?? "default";
        var issue = issues.Find(one => Text(one, "channel") == channel && (Text(one, "accountId") ?? "default") == id);
        return new GatewayChannel(
            channel, id, Find(account, "connected") is { ValueKind: JsonValueKind.True }, Text(account, "lifecycle"),
            Text(account, "lastError") ?? Text(issue, "message"));
    }

    private static GatewayFinding? ReadFinding(JsonElement entry)
    {
        var said = Text(entry, "title") ?? Text(entry, "message");
        return Text(entry, "checkId") is { } id && said is not null
            ? new GatewayFinding(
                Text(entry, "severity") ?? "info", id, said, Text(entry, "remediation") ?? Text(entry, "fixHint"))
            : null;
    }

    // A day some of whose turns have no price has no sum that one could trust.
    private static GatewayUsageDay? ReadDay(JsonElement entry)
    {
        var date = Text(entry, "date");
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day))
            return null;

        var isPriced = Number(entry, "missingCostEntries") is null or 0;
        var cost = Find(entry, "totalCost") is { ValueKind: JsonValueKind.Number } total
            && total.TryGetDecimal(out var dollars) && isPriced
                ? dollars
                : (decimal?)null;
        return new GatewayUsageDay(day, Number(entry, "totalTokens") ?? 0, cost);
    }

    private static string? TextAt(JsonElement element, string part, string name) =>
        Find(element, part) is { } found ? Text(found, name) : null;
}
