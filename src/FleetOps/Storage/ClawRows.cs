using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// The claws' rows. Parsed claws are kept by row number and version, so that a look at all reads no JSON twice.
/// </summary>
internal sealed class ClawRows
{
    private const string Columns = "SELECT number, version, body FROM claws";

    private readonly ConcurrentDictionary<long, Claw> _parsed = new();

    /// <summary>Writes a claw over the version it was read at.</summary>
    public static Claw Save(SqliteConnection connection, Claw claw)
    {
        var next = claw with { Version = claw.Version + 1 };
        var row = new
        {
            name = claw.Name.Value,
            was = claw.Version,
            version = next.Version,
            state = claw.State.ToString(),
            body = StoreJson.Default.Claw.ToBody(next with { Version = 0 }),
        };
        var written = connection.Execute(
            claw.Version == 0
                ? """
                  INSERT INTO claws (name, version, state, body) VALUES (@name, @version, @state, @body)
                  ON CONFLICT (name) DO NOTHING
                  """
                : """
                  UPDATE claws SET version = @version, state = @state, body = @body
                  WHERE name = @name AND version = @was
                  """,
            row);
        return written == 1 ? next : throw Stale(claw);
    }

    /// <summary>Deletes a claw and what only matters with it.</summary>
    public static void Forget(SqliteConnection connection, Claw claw)
    {
        var key = new { name = claw.Name.Value, version = claw.Version };
        if (connection.Execute("DELETE FROM claws WHERE name = @name AND version = @version", key) == 0)
            throw Stale(claw);

        connection.Execute(
            """
            DELETE FROM probes WHERE claw = @name;
            DELETE FROM last_probes WHERE claw = @name;
            DELETE FROM restore_points WHERE claw = @name;
            DELETE FROM incidents WHERE claw = @name;
            DELETE FROM rung_attempts WHERE claw = @name;
            DELETE FROM disk_levels WHERE claw = @name;
            """,
            key);
    }

    /// <summary>The claw, or null.</summary>
    public static Claw? Find(SqliteConnection connection, ClawName name) =>
        connection.QuerySingleOrDefault<Row>($"{Columns} WHERE name = @name", new { name = name.Value })?.ToClaw();

    /// <summary>All claws by name.</summary>
    public IReadOnlyList<Claw> List(SqliteConnection connection)
    {
        var heads = connection.Query<Head>("SELECT number, version FROM claws ORDER BY name").AsList();
        var claws = new List<Claw>(heads.Count);
        foreach (var head in heads)
            claws.Add(Parsed(head) ?? Parse(connection, head));

        if (_parsed.Count > 2 * heads.Count)
            foreach (var gone in _parsed.Keys.Except(heads.Select(head => head.Number)))
                _parsed.TryRemove(gone, out _);
        return claws;
    }

    private static FleetException Stale(Claw claw) => new(
        FailureReason.StaleRecord,
        claw.Version == 0
            ? $"{claw.Name} is known already. Look at it with /status {claw.Name}."
            : $"{claw.Name} was changed by somebody else. Look at it with /status {claw.Name}, then try again.");

    private Claw? Parsed(Head head) =>
        _parsed.TryGetValue(head.Number, out var claw) && claw.Version == head.Version ? claw : null;

    private Claw Parse(SqliteConnection connection, Head head) => _parsed[head.Number] =
        connection.QuerySingle<Row>($"{Columns} WHERE number = @Number", new { head.Number }).ToClaw();

    private sealed record Head(long Number, long Version);

    private sealed record Row(long Number, long Version, string Body)
    {
        public Claw ToClaw() => StoreJson.Default.Claw.FromBody(Body) with { Version = Version };
    }
}
