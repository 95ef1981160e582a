using SQLitePCL;

namespace LocalRuntime.Sqlite;

/// <summary>One connection to a SQLite file with its prepared statements; used by one thread at a time.</summary>
internal sealed class Connection : IDisposable
{
    private const int BusyMilliseconds = 60_000;
    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private long _schema = -1;

    static Connection() => Batteries_V2.Init();

    private Connection(sqlite3 handle) => _handle = handle;

    /// <summary>Whether a transaction is open.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>Opens a file and makes it when it is not there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="forReading">Whether the connection must never write.</param>
    public static Connection Open(string path, bool forReading)
    {
        const int Flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path, out var handle, Flags, null);
        var connection = new Connection(handle);
        if (code != raw.SQLITE_OK)
        {
            connection.Dispose();
            throw new SqliteFailure(code, "open", $"'{path}' cannot be opened; expected a file that may be written");
        }

        try
        {
            raw.sqlite3_busy_timeout(handle, BusyMilliseconds);
            connection.SetUp(forReading);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs statements that take nothing and return nothing.</summary>
    public void Execute(string sql)
    {
        var code = raw.sqlite3_exec(_handle, sql);
        if (code != raw.SQLITE_OK)
            throw new SqliteFailure(code, sql, raw.sqlite3_errmsg(_handle).utf8_to_string());
    }

    /// <summary>A statement, prepared when first asked for.</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var known))
            return known;
        var code = raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle);
        if (code != raw.SQLITE_OK)
            throw new SqliteFailure(code, sql, raw.sqlite3_errmsg(_handle).utf8_to_string());
        return _statements[sql] = new Statement(_handle, handle);
    }

    /// <summary>Forgets prepared statements when tables came or went, so that preparing tells which are gone.</summary>
    public void NoticeSchema()
    {
        var statement = Prepare("PRAGMA schema_version");
        statement.Step();
        var schema = statement.Int64(0);
        statement.Reset();
        if (schema != _schema)
            Forget();
        _schema = schema;
    }

    public void Dispose()
    {
        Forget();
        _handle.Dispose();
    }

    private void Forget()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }

    private void SetUp(bool forReading)
    {
        // The page size holds for new files only.
        Execute("PRAGMA page_size=8192");
        UseWriteAheadLog();
        Execute("PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY");
        Execute(forReading
            ? "PRAGMA query_only=1; PRAGMA cache_size=-8192"
            : "PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=8000; PRAGMA journal_size_limit=134217728");
    }

    // SQLite does not wait for other processes when it changes the journal, so wait for a write lock and ask again.
    private void UseWriteAheadLog()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Execute("PRAGMA journal_mode=WAL");
                return;
            }
            catch (SqliteFailure failure) when (failure.IsBusy && attempt < 100)
            {
                Execute("BEGIN IMMEDIATE; COMMIT");
            }
        }
    }
}
