using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The proposals' rows; bodies are sealed. One that does not open is passed over, as a question is.</summary>
internal sealed class ProposalRows(Sealing sealing)
{
    private const string Columns = "SELECT version, body FROM proposals";

    /// <summary>Adds one, or returns that of the same order.</summary>
    public Proposal Add(SqliteConnection connection, Proposal proposal)
    {
        if (proposal.OrderKey is { } key && FindByOrder(connection, key) is { } former)
            return former;

        var added = proposal with { Version = 1 };
        connection.Execute(
            """
            INSERT INTO proposals (id, at, is_open, order_key, version, body)
            VALUES (@id, @at, @isOpen, @orderKey, @version, @body)
            """,
            Values(added));
        return added;
    }

    /// <summary>Replaces one; null where its version is not the stored one.</summary>
    public Proposal? Update(SqliteConnection connection, Proposal proposal)
    {
        var updated = proposal with { Version = proposal.Version + 1 };
        return connection.Execute(
            """
            UPDATE proposals SET is_open = @isOpen, version = @version, body = @body
            WHERE id = @id AND version = @version - 1
            """,
            Values(updated)) == 1
            ? updated
            : null;
    }

    /// <summary>One, or null.</summary>
    public Proposal? Find(SqliteConnection connection, ProposalId id) =>
        FindOne(connection, "id = @id", new { id = id.Value });

    /// <summary>That of an order, or null.</summary>
    public Proposal? FindByOrder(SqliteConnection connection, string key) =>
        FindOne(connection, "order_key = @key", new { key });

    /// <summary>The open ones, oldest first.</summary>
    public IReadOnlyList<Proposal> ListOpen(SqliteConnection connection) =>
        [.. Open(connection.Query<Row>($"{Columns} WHERE is_open = 1 ORDER BY at"))];

    /// <summary>The newest, newest first.</summary>
    public IReadOnlyList<Proposal> List(SqliteConnection connection, int atMost) =>
        [.. Open(connection.Query<Row>($"{Columns} ORDER BY at DESC LIMIT @atMost", new { atMost }))];

    /// <summary>Deletes those that are over and were proposed before a moment.</summary>
    public static void ForgetBefore(SqliteConnection connection, DateTimeOffset moment) => connection.Execute(
        "DELETE FROM proposals WHERE is_open = 0 AND at < @at", new { at = moment.ToMicros() });

    private Proposal? FindOne(SqliteConnection connection, string where, object values) =>
        Open(connection.Query<Row>($"{Columns} WHERE {where}", values)).FirstOrDefault();

    private IEnumerable<Proposal> Open(IEnumerable<Row> rows)
    {
        foreach (var row in rows)
        {
            if (sealing.TryOpen(row.Body, out var body))
                yield return StoreJson.Default.Proposal.FromBody(body) with { Version = row.Version };
        }
    }

    private object Values(Proposal proposal) => new
    {
        id = proposal.Id.Value,
        at = proposal.At.ToMicros(),
        isOpen = proposal.Status is ProposalStatus.Waiting or ProposalStatus.Approved ? 1 : 0,
        orderKey = proposal.OrderKey,
        version = proposal.Version,
        body = sealing.Seal(StoreJson.Default.Proposal.ToBody(proposal with { Version = 0 })),
    };

    private sealed record Row(long Version, string Body);
}
