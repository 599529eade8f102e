using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// The probes' rows, and which is each claw's last. Parsed last probes are kept by row number: rows never change.
/// </summary>
internal sealed class ProbeRows
{
    private readonly ConcurrentDictionary<long, Probe> _parsed = new();

    /// <summary>Adds a probe; it is the claw's last unless a newer one is there.</summary>
    public static void Add(SqliteConnection connection, Probe probe) => connection.Execute(
        """
        INSERT INTO probes (claw, at, body) VALUES (@claw, @at, @body);
        INSERT INTO last_probes (claw, at, probe) VALUES (@claw, @at, last_insert_rowid())
        ON CONFLICT (claw) DO UPDATE SET at = excluded.at, probe = excluded.probe WHERE excluded.at >= at;
        """,
        new
        {
            claw = probe.Claw.Value,
            at = probe.At.ToMicros(),
            body = StoreJson.Default.Probe.ToBody(probe),
        });

    /// <summary>A claw's newest, newest first.</summary>
    public static IReadOnlyList<Probe> List(SqliteConnection connection, ClawName claw, int atMost) =>
    [
        .. connection.Query<string>(
            "SELECT body FROM probes WHERE claw = @claw ORDER BY at DESC, number DESC LIMIT @atMost",
            new { claw = claw.Value, atMost }).Select(Parse),
    ];

    /// <summary>Deletes at most so many older than a moment, and returns how many.</summary>
    public static int ForgetBefore(SqliteConnection connection, DateTimeOffset moment, int atMost) =>
        connection.Execute(
        "DELETE FROM probes WHERE number IN (SELECT number FROM probes WHERE at < @at ORDER BY at LIMIT @atMost)",
        new { at = moment.ToMicros(), atMost });

    /// <summary>The last probe of each claw that has one.</summary>
    public IReadOnlyDictionary<ClawName, Probe> ListLast(SqliteConnection connection)
    {
        var numbers = connection.Query<long>("SELECT probe FROM last_probes").AsList();
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
        Parse(connection.QuerySingle<string>("SELECT body FROM probes WHERE number = @number", new { number }));
}
