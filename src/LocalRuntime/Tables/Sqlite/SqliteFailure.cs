namespace LocalRuntime.Sqlite;

/// <summary>SQLite refused something; <see cref="Code"/> is its primary result code.</summary>
internal sealed class SqliteFailure(int code, string what, string message)
    : Exception($"sqlite: {what}: {message} (code {code})")
{
    /// <summary>The primary result code.</summary>
    public int Code { get; } = code & 0xFF;

    /// <summary>Whether another process held the write lock for longer than the time allowed.</summary>
    public bool IsBusy => Code is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED;

    /// <summary>Whether the statement names a table that is not there.</summary>
    public bool IsNoSuchTable { get; } = message.StartsWith("no such table", StringComparison.Ordinal);
}
