using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The events' rows: the audit trail. Nothing here changes or deletes one.</summary>
internal static class EventRows
{
    /// <summary>Adds one.</summary>
    public static void Add(SqliteConnection connection, FleetEvent fleetEvent) => connection.Execute(
        "INSERT INTO events (at, claw, by, kind, text, outcome) VALUES (@At, @Claw, @By, @Kind, @Text, @Outcome)",
        new Row(
            fleetEvent.At.ToMicros(), fleetEvent.Claw?.Value, fleetEvent.By, fleetEvent.Kind, fleetEvent.Text,
            fleetEvent.Outcome));

    /// <summary>The newest, newest first, of one claw or of all.</summary>
    public static IReadOnlyList<FleetEvent> List(SqliteConnection connection, ClawName? claw, int atMost)
    {
        var where = claw is null ? "" : "WHERE claw = @claw";
        return
        [
            .. connection.Query<Row>(
                $"""
                 SELECT at, claw, by, kind, text, outcome FROM events {where}
                 ORDER BY at DESC, number DESC LIMIT @atMost
                 """,
                new { claw = claw?.Value, atMost }).Select(row => row.ToEvent()),
        ];
    }

    private sealed record Row(long At, string? Claw, string By, string Kind, string Text, string? Outcome)
    {
        public FleetEvent ToEvent() =>
            new(Micros.FromMicros(At), By, Kind, Claw is null ? null : ClawName.Parse(Claw), Text, Outcome);
    }
}
