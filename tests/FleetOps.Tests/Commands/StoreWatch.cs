using Microsoft.Data.Sqlite;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>Sees whether anything at all was written into a store since it began.</summary>
internal sealed class StoreWatch : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly long _before;

    public StoreWatch(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        _connection.Open();
        _before = Version();
    }

    public bool WasWritten => Version() != _before;

    public void Dispose() => _connection.Dispose();

    // Another number for every commit of another connection: https://www.sqlite.org/pragma.html#pragma_data_version
    private long Version()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        return (long)command.ExecuteScalar()!;
    }
}
