using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// Each claw's last probe, and the history: a row where the verdict changed, and one without its report now and then
/// while it does not. Parsed last probes are kept by row number: rows never change.
/// </summary>
internal sealed class ProbeRows
{
    // Each look of 1,000 claws would be 43 million rows in 30 days, and most of them would say what the one before
    // said.
    private static readonly TimeSpan HistoryPause = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<long, Probe> _parsed = new();

    /// <summary>Adds a probe; it is the claw's last unless a newer one is there.</summary>
    /// <returns>Its number as the claw's last; null where it is not.</returns>
    public static long? Add(SqliteConnection connection, Probe probe)
    {
        var row = new
        {
            claw = probe.Claw.Value,
            at = probe.At.ToMicros(),
            pause = (long)HistoryPause.TotalMicroseconds,
            verdict = probe.Verdict.ToString(),
            body = StoreJson.Default.Probe.ToBody(probe),
            again = StoreJson.Default.Probe.ToBody(probe with { Report = null }),
        };
        return connection.QuerySingleOrDefault<long?>(
            """
            INSERT INTO probes (claw, at, body)
            SELECT @claw, @at, iif(verdict IS @verdict, @again, @body)
            FROM (SELECT (SELECT verdict FROM last_probes WHERE claw = @claw) AS verdict,
                         (SELECT max(at) FROM probes WHERE claw = @claw) AS kept)
            WHERE verdict IS NOT @verdict OR kept IS NULL OR @at - kept NOT BETWEEN 0 AND @pause - 1;
            INSERT OR REPLACE INTO last_probes (claw, at, verdict, body)
            SELECT @claw, @at, @verdict, @body WHERE NOT EXISTS (
              SELECT 1 FROM last_probes WHERE claw = @claw AND at > @at);
            SELECT number FROM last_probes WHERE number = last_insert_rowid() AND changes() = 1;
            """,
            row);
    }

    /// <summary>The last probe and what history has before it, newest first.</summary>
    public static IReadOnlyList<Probe> List(SqliteConnection connection, ClawName claw, int atMost)
    {
        var last = connection.Query<string>(
            "SELECT body FROM last_probes WHERE claw = @claw", new { claw = claw.Value });
        var history = connection.Query<string>(
            """
            SELECT body FROM probes WHERE claw = @claw AND at < (SELECT at FROM last_probes WHERE claw = @claw)
            ORDER BY at DESC, number DESC LIMIT @atMost
            """,
            new { claw = claw.Value, atMost });
        return [.. last.Concat(history).Take(atMost).Select(Parse)];
    }

    /// <summary>Deletes at most so many older than a moment, and returns how many.</summary>
    public static int ForgetBefore(SqliteConnection connection, DateTimeOffset moment, int atMost) =>
        connection.Execute(
        "DELETE FROM probes WHERE number IN (SELECT number FROM probes WHERE at < @at ORDER BY at LIMIT @atMost)",
        new { at = moment.ToMicros(), atMost });

    /// <summary>Deletes the last probes that are older than a moment: of claws that nobody looks at any more.</summary>
    public static void ForgetLastBefore(SqliteConnection connection, DateTimeOffset moment) =>
        connection.Execute("DELETE FROM last_probes WHERE at < @at", new { at = moment.ToMicros() });

    /// <summary>Keeps a committed probe parsed, so that no look at the fleet after a sweep parses a thousand.</summary>
    public void Keep(long number, Probe probe) => _parsed[number] = probe;

    /// <summary>The last probe of each claw that has one.</summary>
    public IReadOnlyDictionary<ClawName, Probe> ListLast(SqliteConnection connection)
    {
        var numbers = connection.Query<long>("SELECT number FROM last_probes").AsList();
        var last = new Dictionary<ClawName, Probe>(numbers.Count);
        foreach (var number in numbers)
        {
            var probe = _parsed.GetValueOrDefault(number) ?? Read(connection, number);
            last.Add(probe.Claw, probe);
        }

        if (_parsed.Count > 2 * numbers.Count)
            foreach (var replaced in _parsed.Keys.Except(numbers))
                _parsed.TryRemove(replaced, out _);
        return last;
    }

    private static Probe Parse(string body) => StoreJson.Default.Probe.FromBody(body);

    private Probe Read(SqliteConnection connection, long number) => _parsed[number] =
        Parse(connection.QuerySingle<string>("SELECT body FROM last_probes WHERE number = @number", new { number }));
}
