using Microsoft.Data.Sqlite;

namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// What SQLite says, as a failure of ours: by code, see <see href="https://www.sqlite.org/rescode.html"/>.
/// </summary>
internal static class SqliteErrors
{
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;
    private const int PrimaryKeyTaken = 1555;
    private const int UniqueTaken = 2067;

    /// <summary>Whether the file's content is damaged.</summary>
    public static bool IsDamage(SqliteException error) => error.SqliteErrorCode is Corrupt or NotADatabase;

    /// <summary>Whether a row of that key is there already.</summary>
    public static bool IsTaken(SqliteException error) =>
        error.SqliteExtendedErrorCode is PrimaryKeyTaken or UniqueTaken;

    /// <summary>The failure, or null where the error is a bug of ours, as a misspelt statement.</summary>
    public static FleetException? Translate(SqliteException error, string path) =>
        Advice(error, path) is { } advice ? new FleetException(FailureReason.StoreFailed, advice, error) : null;

    private static string? Advice(SqliteException error, string path) => error.SqliteErrorCode switch
    {
        Full => $"The disk that holds {path} is full. Nothing was lost; free some space there, then try again.",
        IoError => $"The disk that holds {path} gave an error ({error.SqliteExtendedErrorCode}). Nothing committed was "
            + "lost; see to the disk (dmesg, df), then try again.",
        ReadOnly => $"{path} cannot be written. "
            + "Give this account the right to write it and its folder, then try again.",
        CannotOpen => $"{path} cannot be opened. "
            + "Give this account the right to read and write its folder, then try again.",
        Corrupt or NotADatabase => $"The store {path} is damaged. "
            + $"Stop the parent, then restore the last good copy with: {StoreCopies.RestoreCommand}",
        Busy => $"{path} is held by another program. Close what else has it open (lsof {path}), then try again.",
        _ => null,
    };
}
