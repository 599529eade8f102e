using Dapper;
using Microsoft.Data.Sqlite;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The updates' rows. One that is done with keeps its id and loses its body.</summary>
internal static class InboxRows
{
    /// <summary>Takes an update in.</summary>
    /// <returns>Whether its id was never seen before.</returns>
    public static bool Add(SqliteConnection connection, ReceivedUpdate update, string ciphertext) => connection.Execute(
        "INSERT OR IGNORE INTO inbox (id, at, chat, body) VALUES (@Id, @at, @Chat, @ciphertext)",
        new { update.Id, at = update.At.ToMicros(), update.Chat, ciphertext }) == 1;

    /// <summary>Remembers an id as seen and done with, whether it was taken in before or not.</summary>
    public static void Pass(SqliteConnection connection, long id, DateTimeOffset now) => connection.Execute(
        """
        INSERT INTO inbox (id, at, chat) VALUES (@id, @at, 0)
        ON CONFLICT (id) DO UPDATE SET body = NULL
        """,
        new { id, at = now.ToMicros() });

    /// <summary>Is done with an update.</summary>
    public static void Finish(SqliteConnection connection, long id) =>
        connection.Execute("UPDATE inbox SET body = NULL WHERE id = @id", new { id });

    /// <summary>Those that are not done with, oldest first; the body is still sealed.</summary>
    public static IReadOnlyList<ReceivedUpdate> ListUnfinished(SqliteConnection connection) =>
    [
        .. connection.Query<Row>("SELECT id, at, chat, body FROM inbox WHERE body IS NOT NULL ORDER BY number")
            .Select(row => new ReceivedUpdate(row.Id, Micros.FromMicros(row.At), row.Chat, row.Body)),
    ];

    /// <summary>Deletes finished ones taken in before a moment.</summary>
    /// <returns>How many; if as many as were allowed, there may be more.</returns>
    public static int ForgetBefore(SqliteConnection connection, DateTimeOffset moment, int atMost) =>
        connection.Execute(
            """
            DELETE FROM inbox WHERE number IN (
              SELECT number FROM inbox WHERE body IS NULL AND at < @at LIMIT @atMost)
            """,
            new { at = moment.ToMicros(), atMost });

    private sealed record Row(long Id, long At, long Chat, string Body);
}
