using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The acknowledgements' rows.</summary>
internal static class AcknowledgementRows
{
    /// <summary>Adds one; who was first stays.</summary>
    public static void Add(SqliteConnection connection, Acknowledgement acknowledgement) => connection.Execute(
        "INSERT INTO acknowledgements (incident, body) VALUES (@incident, @body) ON CONFLICT (incident) DO NOTHING",
        new
        {
            incident = acknowledgement.Incident,
            body = StoreJson.Default.Acknowledgement.ToBody(acknowledgement),
        });

    /// <summary>That of an incident, or null.</summary>
    public static Acknowledgement? Find(SqliteConnection connection, long incident) =>
        connection.QuerySingleOrDefault<string>(
            "SELECT body FROM acknowledgements WHERE incident = @incident", new { incident }) is { } body
            ? StoreJson.Default.Acknowledgement.FromBody(body)
            : null;

    /// <summary>Those of incidents that are open or on a card that is not over.</summary>
    public static IReadOnlyList<Acknowledgement> List(SqliteConnection connection) =>
    [
        .. connection.Query<string>(
            """
            SELECT body FROM acknowledgements
            WHERE incident IN (SELECT number FROM incidents WHERE closed_at IS NULL)
               OR incident IN (SELECT incident FROM alert_card_incidents WHERE is_over = 0)
            """).Select(body => StoreJson.Default.Acknowledgement.FromBody(body)),
    ];

    /// <summary>Deletes those of incidents that are no longer kept.</summary>
    public static void ForgetOrphans(SqliteConnection connection) => connection.Execute(
        "DELETE FROM acknowledgements WHERE incident NOT IN (SELECT number FROM incidents)");
}
