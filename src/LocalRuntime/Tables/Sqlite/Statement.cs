using SQLitePCL;

namespace LocalRuntime.Sqlite;

/// <summary>A prepared statement, used by one thread at a time and over and over.</summary>
internal sealed class Statement(sqlite3 database, sqlite3_stmt handle) : IDisposable
{
    /// <summary>Binds bytes, which are copied.</summary>
    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(handle, index, 0)
            : raw.sqlite3_bind_blob(handle, index, value));
        return this;
    }

    /// <summary>Binds a number.</summary>
    public Statement Bind(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    /// <summary>Binds text, or null.</summary>
    public Statement Bind(int index, string? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(handle, index) : raw.sqlite3_bind_text(handle, index, value));
        return this;
    }

    /// <summary>Goes to the next row; at the end it returns false and is ready to be run again.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
            return true;
        // The error is reset's too, so ask for its text first.
        var message = code == raw.SQLITE_DONE ? null : raw.sqlite3_errmsg(database).utf8_to_string();
        raw.sqlite3_reset(handle);
        return message is null ? false : throw new SqliteFailure(code, "step", message);
    }

    /// <summary>Runs a statement that returns no rows.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>Ends the reading of rows before the last one.</summary>
    public void Reset() => raw.sqlite3_reset(handle);

    /// <summary>The bytes of a column, valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    /// <summary>The number in a column.</summary>
    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    /// <summary>The text of a column; null for NULL.</summary>
    public string? Text(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL
        ? null
        : raw.sqlite3_column_text(handle, column).utf8_to_string();

    public void Dispose() => handle.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw new SqliteFailure(code, "bind", raw.sqlite3_errmsg(database).utf8_to_string());
    }
}
