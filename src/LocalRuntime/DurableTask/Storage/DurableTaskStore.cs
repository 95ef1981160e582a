using Microsoft.Data.Sqlite;

namespace LocalRuntime.DurableTask;

/// <summary>
/// The orchestrations of a task hub in one SQLite file. Several processes may open it: one works, the others are
/// clients. All writes of a process take one lock; each is one transaction.
/// </summary>
internal sealed partial class DurableTaskStore : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;
    private readonly SqlStatements _sql;
    private readonly TimeProvider _time;
    private long _dataVersion;
    private bool _statusChanged;
    private bool _disposed;

    /// <summary>Opens a store and makes it when it is not there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">The clock of orchestrations and timers.</param>
    public DurableTaskStore(string path, TimeProvider time)
    {
        _time = time;
        Path = path;
        _connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        _sql = new(_connection);
        try
        {
            Prepare();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time => _time;

    /// <summary>Set by every write of this process; a worker waits for it.</summary>
    public Signal Work { get; } = new();

    /// <summary>Set by every write of this process that changes the status of an orchestration.</summary>
    public Signal Status { get; } = new();

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    /// <summary>Closes the file; what still works on it fails with an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _sql.Dispose();
            _connection.Dispose();
        }

        Work.Set();
        Status.Set();
    }

    // NORMAL loses no committed transaction when the process is killed, only, perhaps, the last ones when the
    // machine loses power; the file stays consistent either way. FULL would cost one flush of the disk per activity.
    private void Prepare()
    {
        _sql.Run("PRAGMA busy_timeout = 10000");
        if (_sql.First("PRAGMA journal_mode", row => row.GetString(0)) != "wal")
            _sql.Run("PRAGMA journal_mode = WAL");
        _sql.Run("PRAGMA synchronous = NORMAL");
        if (_sql.Number("PRAGMA user_version") == Schema.Version)
            return;
        _sql.Run("BEGIN IMMEDIATE");
        long found = _sql.Number("PRAGMA user_version") ?? 0;
        if (found is not (0 or Schema.Version))
        {
            throw new InvalidDataException(
                $"{Path}: found a task store of version {found}; expected {Schema.Version}. " +
                "Use the version that wrote it, or delete the file to start afresh.");
        }

        if (found == 0)
            _sql.Run(Schema.Create);
        _sql.Run("COMMIT");
    }

    private T Read<T>(Func<T> body)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return body();
        }
    }

    private T Write<T>(string what, Func<T> body)
    {
        T result;
        bool tellStatus;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _statusChanged = false;
            result = Commit(what, body);
            tellStatus = _statusChanged;
        }

        Work.Set();
        if (tellStatus)
            Status.Set();
        return result;
    }

    private T Commit<T>(string what, Func<T> body)
    {
        _sql.Run("BEGIN IMMEDIATE");
        try
        {
            T result = body();
            Writes.Before(what);
            _sql.Run("COMMIT");
            Writes.After(what);
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    private void RollBack()
    {
        try
        {
            _sql.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself already; the first exception says why.
        }
    }
}
