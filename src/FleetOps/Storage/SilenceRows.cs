using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The silences' rows.</summary>
internal static class SilenceRows
{
    /// <summary>Adds a silence (id 0), or writes over the one of that id.</summary>
    public static Silence Save(SqliteConnection connection, Silence silence)
    {
        var row = new
        {
            number = silence.Id == 0 ? (long?)null : silence.Id,
            until = silence.Until.ToMicros(),
            body = StoreJson.Default.Silence.ToBody(silence with { Id = 0 }),
        };
        return silence with
        {
            Id = connection.QuerySingle<long>(
                """
                INSERT OR REPLACE INTO silences (number, until, body) VALUES (@number, @until, @body);
                SELECT last_insert_rowid();
                """,
                row),
        };
    }

    /// <summary>Those that end after a moment, oldest first.</summary>
    public static IReadOnlyList<Silence> List(SqliteConnection connection, DateTimeOffset endAfter) =>
    [
        .. connection.Query<Row>(
            "SELECT number, body FROM silences WHERE until > @at ORDER BY number", new { at = endAfter.ToMicros() })
            .Select(row => row.ToSilence()),
    ];

    /// <summary>Deletes those that ended before a moment.</summary>
    public static void ForgetBefore(SqliteConnection connection, DateTimeOffset moment) =>
        connection.Execute("DELETE FROM silences WHERE until < @at", new { at = moment.ToMicros() });

    private sealed record Row(long Number, string Body)
    {
        public Silence ToSilence() => StoreJson.Default.Silence.FromBody(Body) with { Id = Number };
    }
}
