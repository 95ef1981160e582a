using Microsoft.Data.Sqlite;

namespace LocalRuntime.Worker.Hosting;

/// <summary>The database in which triggers remember what they did; opened when first needed.</summary>
/// <param name="options">Says in which folder it is.</param>
internal sealed class RuntimeDatabase(LocalRuntimeOptions options) : IDisposable
{
    private readonly Lock _gate = new();
    private SqliteConnection? _connection;

    /// <summary>Reads.</summary>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        lock (_gate)
            return read(Open());
    }

    /// <summary>Writes, in one transaction that survives the process once this returns.</summary>
    /// <param name="what">What is written, for diagnostic listeners.</param>
    /// <param name="write">Writes.</param>
    public void Write(string what, Action<SqliteConnection> write)
    {
        lock (_gate)
        {
            var connection = Open();
            // Takes the write lock at once: a later upgrade from reading could fail without waiting.
            using var transaction = connection.BeginTransaction(deferred: false);
            write(connection);
            Writes.Before(what);
            transaction.Commit();
            Writes.After(what);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _connection?.Dispose();
            _connection = null;
        }
    }

    private SqliteConnection Open()
    {
        if (_connection is not null)
            return _connection;
        Directory.CreateDirectory(options.DataFolder);
        var path = Path.Combine(Path.GetFullPath(options.DataFolder), "runtime.db");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
        }.ToString());
        connection.Open();
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        connection.Execute(Schema);
        return _connection = connection;
    }

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS worker_timers (
            function TEXT NOT NULL PRIMARY KEY, schedule TEXT NOT NULL,
            last INTEGER NOT NULL, next INTEGER NOT NULL, updated INTEGER NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS worker_blobs (
            function TEXT NOT NULL, container TEXT NOT NULL, name TEXT NOT NULL, etag TEXT NOT NULL,
            state INTEGER NOT NULL, tries INTEGER NOT NULL, next_try INTEGER NOT NULL,
            PRIMARY KEY (function, container, name, etag)) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS worker_queues (
            id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, message TEXT NOT NULL,
            tries INTEGER NOT NULL, next_try INTEGER NOT NULL) STRICT;
        """;
}
