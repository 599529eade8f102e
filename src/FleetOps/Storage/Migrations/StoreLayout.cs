using Dapper;
using Microsoft.Data.Sqlite;

namespace ParentClaw.FleetOps.Storage.Migrations;

/// <summary>
/// Brings a store's layout up to date: each <c>NNN_name.sql</c> beside this file once, in order, each in one
/// transaction. A migration that was released is never edited; a change of a record's shape (<see cref="StoreJson"/>)
/// is one too.
/// </summary>
internal static class StoreLayout
{
    private const string Prefix = "Migrations/";

    /// <summary>The migrations by number.</summary>
    public static IReadOnlyList<(long Number, string Sql)> All { get; } =
        [.. Load().OrderBy(migration => migration.Number)];

    /// <summary>Runs what is missing.</summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.StoreFailed"/>: a newer ParentClaw wrote the store.
    /// </exception>
    public static void Run(SqliteConnection connection)
    {
        var stands = connection.QuerySingle<long>("PRAGMA user_version");
        if (stands > All[^1].Number)
            throw new FleetException(
                FailureReason.StoreFailed,
                $"A newer ParentClaw wrote {connection.DataSource} (layout {stands}; this one knows {All[^1].Number}). "
                + "Start that version again, or set PARENTCLAW_DATA to another folder.");

        foreach (var (number, sql) in All.Where(migration => migration.Number > stands))
            connection.Writing(store => store.Execute($"{sql}; PRAGMA user_version = {number}"));
    }

    private static IEnumerable<(long Number, string Sql)> Load()
    {
        var assembly = typeof(StoreLayout).Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal))
                continue;

            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (long.Parse(name.AsSpan(Prefix.Length, 3)), reader.ReadToEnd());
        }
    }
}
