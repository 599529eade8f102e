using System.Collections.Concurrent;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// One SQLite file, owned by this process: one writer, a few readers that see what was committed while a write goes on.
/// SQLite is synchronous, so all work runs on a thread of the pool, and nothing is awaited inside a transaction.
/// </summary>
internal sealed class SqliteFile : IDisposable
{
    // Two cores serve the fleet; more readers at once would only wait for each other.
    private const int Readers = 4;

    private readonly SqliteConnection _writer;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly SemaphoreSlim _reading = new(Readers);
    private readonly ConcurrentBag<SqliteConnection> _idleReaders = [];
    private bool _isClosed;

    private SqliteFile(string path, SqliteConnection writer)
    {
        Path = path;
        _writer = writer;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Opens the file, or makes an empty one.</summary>
    /// <exception cref="SqliteException">It cannot be opened, or its first page is no SQLite's.</exception>
    public static SqliteFile Open(string path)
    {
        var writer = Connect(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            writer.Execute("PRAGMA journal_mode = WAL");
            return new SqliteFile(path, writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>A connection of one's own, ready for use; for checks and copies.</summary>
    public static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            // FULL: a commit is on the disk when it returns, also in WAL mode.
            connection.Execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads in one snapshot.</summary>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Read(read), cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>
    /// Writes in one transaction: whole and on disk when the call returns, or not at all where it throws.
    /// </summary>
    /// <remarks>Once begun it is not interrupted: a cancelled caller must not be left in doubt.</remarks>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Write(write), CancellationToken.None);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>
    /// Closes all connections once the work under way has ended; whoever comes later gets an
    /// <see cref="ObjectDisposedException"/>. SQLite then folds the write-ahead log into the file.
    /// </summary>
    public void Dispose()
    {
        _writing.Wait();
        for (var reader = 0; reader < Readers; reader++)
            _reading.Wait();

        _isClosed = true;
        while (_idleReaders.TryTake(out var idle))
            idle.Dispose();
        _writer.Dispose();
        _reading.Release(Readers);
        _writing.Release();
    }

    private T Read<T>(Func<SqliteConnection, T> read)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        SqliteConnection? connection = null;
        try
        {
            if (!_idleReaders.TryTake(out connection))
                connection = Connect(Path, SqliteOpenMode.ReadWrite);
            return connection.Reading(read);
        }
        catch (SqliteException error)
        {
            if (SqliteErrors.Translate(error, Path) is { } failure)
                throw failure;
            throw;
        }
        finally
        {
            if (connection is not null)
                _idleReaders.Add(connection);
        }
    }

    private T Write<T>(Func<SqliteConnection, T> write)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        try
        {
            return _writer.Writing(write);
        }
        catch (SqliteException error)
        {
            if (SqliteErrors.Translate(error, Path) is { } failure)
                throw failure;
            throw;
        }
    }
}
