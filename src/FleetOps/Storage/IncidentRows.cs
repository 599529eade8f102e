using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The incidents' rows.</summary>
internal static class IncidentRows
{
    private const string Columns = "SELECT number, body FROM incidents";

    /// <summary>Opens an incident (id 0), or writes over the one of that id.</summary>
    public static Incident Save(SqliteConnection connection, Incident incident)
    {
        var row = new
        {
            number = incident.Id,
            claw = incident.Claw.Value,
            openedAt = incident.OpenedAt.ToMicros(),
            closedAt = incident.ClosedAt?.ToMicros(),
            body = StoreJson.Default.Incident.ToBody(incident with { Id = 0 }),
        };
        if (incident.Id == 0)
            return incident with
            {
                Id = connection.QuerySingle<long>(
                    """
                    INSERT INTO incidents (claw, opened_at, closed_at, body)
                    VALUES (@claw, @openedAt, @closedAt, @body);
                    SELECT last_insert_rowid();
                    """,
                    row),
            };

        var written = connection.Execute(
            """
            UPDATE incidents SET opened_at = @openedAt, closed_at = @closedAt, body = @body
            WHERE number = @number AND claw = @claw
            """,
            row);
        return written == 1 ? incident : throw new FleetException(
            FailureReason.StaleRecord,
            $"Incident {incident.Id} of {incident.Claw} is no longer kept: the claw was purged.");
    }

    /// <summary>All open ones, oldest first.</summary>
    public static IReadOnlyList<Incident> ListOpen(SqliteConnection connection) =>
    [
        .. connection.Query<Row>($"{Columns} WHERE closed_at IS NULL ORDER BY opened_at, number")
            .Select(row => row.ToIncident()),
    ];

    /// <summary>Those that are open or were closed after a moment, oldest first.</summary>
    public static IReadOnlyList<Incident> ListSince(SqliteConnection connection, DateTimeOffset moment) =>
    [
        .. connection.Query<Row>(
            $"{Columns} WHERE closed_at IS NULL UNION ALL {Columns} WHERE closed_at > @at ORDER BY number",
            new { at = moment.ToMicros() }).Select(row => row.ToIncident()),
    ];

    /// <summary>The incident, or null.</summary>
    public static Incident? Find(SqliteConnection connection, long id) =>
        connection.QuerySingleOrDefault<Row>($"{Columns} WHERE number = @id", new { id })?.ToIncident();

    /// <summary>A claw's newest, newest first.</summary>
    public static IReadOnlyList<Incident> List(SqliteConnection connection, ClawName claw, int atMost) =>
    [
        .. connection.Query<Row>(
            $"{Columns} WHERE claw = @claw ORDER BY opened_at DESC, number DESC LIMIT @atMost",
            new { claw = claw.Value, atMost }).Select(row => row.ToIncident()),
    ];

    /// <summary>Deletes those that were closed before a moment.</summary>
    public static void ForgetBefore(SqliteConnection connection, DateTimeOffset moment) =>
        connection.Execute("DELETE FROM incidents WHERE closed_at < @at", new { at = moment.ToMicros() });

    private sealed record Row(long Number, string Body)
    {
        public Incident ToIncident() => StoreJson.Default.Incident.FromBody(Body) with { Id = Number };
    }
}
