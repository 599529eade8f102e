using Dapper;
using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// How full data disks were, a few looks a day: the history of probes keeps no reports, and to tell when a disk is full
/// needs no more.
/// </summary>
internal static class DiskLevelRows
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(6);

    /// <summary>Keeps what a probe saw, where the last look that was kept is long ago.</summary>
    public static void Add(SqliteConnection connection, Probe probe)
    {
        if (probe.Report?.DiskPercent is not { } percent)
            return;

        connection.Execute(
            """
            INSERT OR IGNORE INTO disk_levels (claw, at, percent)
            SELECT @claw, @at, @percent WHERE NOT EXISTS (
              SELECT 1 FROM disk_levels WHERE claw = @claw AND at > @at - @pause)
            """,
            new
            {
                claw = probe.Claw.Value,
                at = probe.At.ToMicros(),
                percent = (long)percent,
                pause = (long)Pause.TotalMicroseconds,
            });
    }

    /// <summary>All claws' since a moment, each oldest first.</summary>
    public static ILookup<ClawName, DiskLevel> List(SqliteConnection connection, DateTimeOffset since) =>
        connection.Query<Row>(
            "SELECT claw, at, percent FROM disk_levels WHERE at >= @since ORDER BY at",
            new { since = since.ToMicros() })
            .ToLookup(
                row => ClawName.Parse(row.Claw),
                row => new DiskLevel(Micros.FromMicros(row.At), (int)row.Percent));

    /// <summary>Deletes those of before a moment.</summary>
    public static void ForgetBefore(SqliteConnection connection, DateTimeOffset moment) =>
        connection.Execute("DELETE FROM disk_levels WHERE at < @at", new { at = moment.ToMicros() });

    private sealed record Row(string Claw, long At, long Percent);
}
