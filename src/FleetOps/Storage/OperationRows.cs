using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The operations' rows. The cancel flag is a column that <see cref="Save"/> never writes.</summary>
internal static class OperationRows
{
    private const string Columns = "SELECT version, cancel_requested AS CancelRequested, body FROM operations";

    /// <summary>Writes an operation over the version it was read at.</summary>
    public static OperationRecord Save(SqliteConnection connection, OperationRecord operation)
    {
        var row = new
        {
            id = operation.Id.Value,
            claw = operation.Claw.Value,
            was = operation.Version,
            version = operation.Version + 1,
            status = operation.Status.ToString(),
            at = operation.At.ToMicros(),
            orderKey = operation.OrderKey,
            body = StoreJson.Default.OperationRecord.ToBody(operation with { Version = 0, CancelRequested = false }),
        };
        try
        {
            var written = connection.Execute(
                operation.Version == 0
                    ? """
                      INSERT INTO operations (id, claw, version, status, at, order_key, body)
                      VALUES (@id, @claw, @version, @status, @at, @orderKey, @body)
                      ON CONFLICT (id) DO NOTHING
                      """
                    : """
                      UPDATE operations SET version = @version, status = @status, at = @at, body = @body
                      WHERE id = @id AND version = @was
                      """,
                row);
            if (written == 0)
                throw new FleetException(
                    FailureReason.StaleRecord,
                    $"{operation.Id} was changed by somebody else just now. Look at it with /op {operation.Id}.");
        }
        catch (SqliteException error) when (SqliteErrors.IsTaken(error))
        {
            throw new FleetException(
                FailureReason.StaleRecord,
                $"Another operation holds {operation.Claw}. Wait for its end or cancel it; "
                + $"/status {operation.Claw} shows it.",
                error);
        }

        return operation with
        {
            Version = row.version,
            CancelRequested = IsCancelRequested(connection, operation.Id),
        };
    }

    /// <summary>The operation, or null.</summary>
    public static OperationRecord? Find(SqliteConnection connection, OperationId id) =>
        connection.QuerySingleOrDefault<Row>($"{Columns} WHERE id = @id", new { id = id.Value })?.ToOperation();

    /// <summary>The one that an order started, or null.</summary>
    public static OperationRecord? FindByOrder(SqliteConnection connection, string orderKey) =>
        connection.QuerySingleOrDefault<Row>($"{Columns} WHERE order_key = @orderKey", new { orderKey })?.ToOperation();

    /// <summary>All open ones, oldest first.</summary>
    public static IReadOnlyList<OperationRecord> ListOpen(SqliteConnection connection) =>
    [
        .. connection.Query<Row>($"{Columns} WHERE status = 'Open' ORDER BY at, number")
            .Select(row => row.ToOperation()),
    ];

    /// <summary>The newest, newest first.</summary>
    public static IReadOnlyList<OperationRecord> List(SqliteConnection connection, ClawName? claw, int atMost)
    {
        var where = claw is null ? "" : "WHERE claw = @claw";
        return
        [
            .. connection.Query<Row>(
                $"{Columns} {where} ORDER BY at DESC, number DESC LIMIT @atMost",
                new { claw = claw?.Value, atMost }).Select(row => row.ToOperation()),
        ];
    }

    /// <summary>Raises the cancel flag of an open operation; false where it is not open.</summary>
    public static bool RequestCancel(SqliteConnection connection, OperationId id) =>
        connection.Execute(
            "UPDATE operations SET cancel_requested = 1 WHERE id = @id AND status = 'Open'",
            new { id = id.Value }) == 1;

    /// <summary>Whether the flag is up.</summary>
    public static bool IsCancelRequested(SqliteConnection connection, OperationId id) =>
        connection.QuerySingleOrDefault<long>(
            "SELECT cancel_requested FROM operations WHERE id = @id", new { id = id.Value }) == 1;

    private sealed record Row(long Version, long CancelRequested, string Body)
    {
        public OperationRecord ToOperation() => StoreJson.Default.OperationRecord.FromBody(Body) with
        {
            Version = Version,
            CancelRequested = CancelRequested == 1,
        };
    }
}
