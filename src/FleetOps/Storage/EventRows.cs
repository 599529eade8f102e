using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The events' rows: the audit trail. Nothing here changes or deletes one.</summary>
internal static class EventRows
{
    private const string Columns = "SELECT at, claw, by, kind, text, outcome, key FROM events";

    /// <summary>Adds one, unless its key is there.</summary>
    public static void Add(SqliteConnection connection, FleetEvent fleetEvent) => connection.Execute(
        """
        INSERT INTO events (at, claw, by, kind, text, outcome, key)
        VALUES (@At, @Claw, @By, @Kind, @Text, @Outcome, @Key)
        ON CONFLICT (key) WHERE key IS NOT NULL DO NOTHING
        """,
        new Row(
            fleetEvent.At.ToMicros(), fleetEvent.Claw?.Value, fleetEvent.By, fleetEvent.Kind, fleetEvent.Text,
            fleetEvent.Outcome, fleetEvent.Key));

    /// <summary>The newest, newest first, of one claw or of all.</summary>
    public static IReadOnlyList<FleetEvent> List(SqliteConnection connection, ClawName? claw, int atMost)
    {
        var where = claw is null ? "" : "WHERE claw = @claw";
        return
        [
            .. connection.Query<Row>(
                $"""
                 {Columns} {where}
                 ORDER BY at DESC, number DESC LIMIT @atMost
                 """,
                new { claw = claw?.Value, atMost }).Select(row => row.ToEvent()),
        ];
    }

    /// <summary>The one of a key, or null.</summary>
    public static FleetEvent? Find(SqliteConnection connection, string key) =>
        connection.QuerySingleOrDefault<Row>($"{Columns} WHERE key = @key", new { key })?.ToEvent();

    private sealed record Row(
        long At, string? Claw, string By, string Kind, string Text, string? Outcome, string? Key)
    {
        public FleetEvent ToEvent() =>
            new(Micros.FromMicros(At), By, Kind, Claw is null ? null : ClawName.Parse(Claw), Text, Outcome)
            {
                Key = Key,
            };
    }
}
