using Microsoft.Data.Sqlite;

namespace ParentClaw.FleetOps.Storage;

/// <summary>The part of a change that is about alerts and what they are made of.</summary>
internal static class AlertCommit
{
    /// <summary>Writes it; silences, which get their numbers, are written by the caller.</summary>
    public static void Write(SqliteConnection connection, FleetChange change)
    {
        foreach (var acknowledgement in change.Acknowledgements)
            AcknowledgementRows.Add(connection, acknowledgement);
        foreach (var card in change.AlertCards)
            AlertCardRows.Save(connection, card);
        foreach (var probe in change.Probes)
            DiskLevelRows.Add(connection, probe);
    }

    /// <summary>Deletes what ended before a moment, or belongs to what is no longer kept.</summary>
    public static void ForgetBefore(SqliteConnection connection, DateTimeOffset moment)
    {
        AcknowledgementRows.ForgetOrphans(connection);
        AlertCardRows.ForgetBefore(connection, moment);
        SilenceRows.ForgetBefore(connection, moment);
        DiskLevelRows.ForgetBefore(connection, moment);
    }
}
