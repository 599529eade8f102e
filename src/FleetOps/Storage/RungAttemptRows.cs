using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The climbed rungs' rows.</summary>
internal static class RungAttemptRows
{
    /// <summary>Adds one.</summary>
    public static void Add(SqliteConnection connection, RungAttempt attempt) => connection.Execute(
        "INSERT INTO rung_attempts (claw, at, body) VALUES (@claw, @at, @body)",
        new
        {
            claw = attempt.Claw.Value,
            at = attempt.At.ToMicros(),
            body = StoreJson.Default.RungAttempt.ToBody(attempt),
        });

    /// <summary>A claw's since a moment, oldest first.</summary>
    public static IReadOnlyList<RungAttempt> List(SqliteConnection connection, ClawName claw, DateTimeOffset since) =>
    [
        .. connection.Query<string>(
            "SELECT body FROM rung_attempts WHERE claw = @claw AND at >= @since ORDER BY at, number",
            new { claw = claw.Value, since = since.ToMicros() })
            .Select(body => StoreJson.Default.RungAttempt.FromBody(body)),
    ];

    /// <summary>Deletes those of before a moment.</summary>
    public static void ForgetBefore(SqliteConnection connection, DateTimeOffset moment) =>
        connection.Execute("DELETE FROM rung_attempts WHERE at < @at", new { at = moment.ToMicros() });
}
