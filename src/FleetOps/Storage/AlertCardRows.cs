using System.Collections.Immutable;
using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The alerts' cards' rows.</summary>
internal static class AlertCardRows
{
    /// <summary>Writes a card whole.</summary>
    public static void Save(SqliteConnection connection, AlertCard card)
    {
        connection.Execute(
            """
            INSERT INTO alert_cards (key, at, body) VALUES (@key, @at, @body)
            ON CONFLICT (key) DO UPDATE SET body = excluded.body
            """,
            new { key = card.Key, at = card.At.ToMicros(), body = StoreJson.Default.AlertCard.ToBody(card) });
        connection.Execute(
            "INSERT OR REPLACE INTO alert_card_incidents (incident, key, is_over) VALUES (@incident, @key, @isOver)",
            card.Incidents.Select(incident => new { incident, key = card.Key, isOver = card.IsOver ? 1L : 0L }));
    }

    /// <summary>The cards that are not over, and those of open incidents; oldest first.</summary>
    public static ImmutableList<AlertCard> ListNeeded(SqliteConnection connection) =>
    [
        .. connection.Query<string>(
            """
            SELECT body FROM alert_cards WHERE key IN (
              SELECT key FROM alert_card_incidents WHERE is_over = 0
              UNION SELECT key FROM alert_card_incidents
                    WHERE incident IN (SELECT number FROM incidents WHERE closed_at IS NULL))
            ORDER BY at, key
            """).Select(body => StoreJson.Default.AlertCard.FromBody(body)),
    ];

    /// <summary>Deletes those that are over and of before a moment.</summary>
    public static void ForgetBefore(SqliteConnection connection, DateTimeOffset moment) => connection.Execute(
        """
        DELETE FROM alert_cards WHERE at < @at AND NOT EXISTS (
          SELECT 1 FROM alert_card_incidents AS its WHERE its.key = alert_cards.key AND
            (its.is_over = 0 OR its.incident IN (SELECT number FROM incidents)))
        """,
        new { at = moment.ToMicros() });
}
