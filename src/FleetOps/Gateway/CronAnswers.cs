using System.Text.Json;
using static ParentClaw.FleetOps.Gateway.GatewayAnswer;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>Reads what OpenClaw says of jobs. Pure; an entry without id is passed over.</summary>
internal static class CronAnswers
{
    /// <summary><c>cron.list</c>, which <c>openclaw cron list --json</c> prints too.</summary>
    internal static IReadOnlyList<GatewayCronJob> Read(JsonElement answer) =>
        [.. Items(answer, "jobs").Select(ReadJob).OfType<GatewayCronJob>()];

    /// <summary>The id of a job that was added; null where there is none.</summary>
    internal static string? ReadId(JsonElement answer) =>
        Text(answer, "id") ?? (Find(answer, "job") is { } job ? Text(job, "id") : null);

    private static GatewayCronJob? ReadJob(JsonElement entry)
    {
        if (Text(entry, "id") is not { Length: > 0 } id)
            return null;

        var state = Find(entry, "state") ?? default;
        return new GatewayCronJob(
            id,
            Text(entry, "displayName") ?? Text(entry, "name") ?? id,
            Find(entry, "enabled") is { ValueKind: JsonValueKind.True },
            Say(Find(entry, "schedule") ?? default),
            Moment(state, "nextRunAtMs"),
            Text(state, "lastRunStatus") ?? Text(state, "lastStatus"))
        {
            Text = Text(Find(entry, "payload") ?? default, "message"),
        };
    }

    private static string Say(JsonElement schedule) => Text(schedule, "kind") switch
    {
        "cron" => Text(schedule, "tz") is { Length: > 0 } zone
            ? $"{Text(schedule, "expr")} ({zone})"
            : Text(schedule, "expr") ?? "unknown",
        "every" when Number(schedule, "everyMs") is { } every => $"every {Say(TimeSpan.FromMilliseconds(every))}",
        "at" => $"once at {Text(schedule, "at")}",
        var other => other ?? "unknown",
    };

    private static string Say(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } when span.TotalDays % 1 == 0 => $"{span.TotalDays} d",
        { TotalHours: >= 1 } when span.TotalHours % 1 == 0 => $"{span.TotalHours} h",
        _ => $"{span.TotalMinutes:0.#} min",
    };
}
