namespace LocalRuntime.Tables;

/// <summary>The statements of one table. SQLite compares names without case, as the service does.</summary>
internal sealed class TableSql
{
    /// <summary>What the names of SQLite tables with entities start with.</summary>
    public const string Prefix = "entities_";

    /// <summary>The statements of a table.</summary>
    /// <exception cref="Azure.RequestFailedException">The name is no table name.</exception>
    public TableSql(string table)
    {
        if (!Limits.IsTableName(table))
            throw TableErrors.InvalidName(table);
        Table = table;
        // An upsert changes a row in place; INSERT OR REPLACE would delete and insert it, which is slower.
        Put = $"""
            INSERT INTO {Prefix}{Table} VALUES (?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET instant = excluded.instant, properties = excluded.properties
            """;
        Find = $"SELECT instant, properties FROM {Prefix}{Table} WHERE key = ?";
        Any = $"SELECT 1 FROM {Prefix}{Table} WHERE key >= ? AND key <= ? LIMIT 1";
    }

    /// <summary>The table's name.</summary>
    public string Table { get; }

    /// <summary>Creates it.</summary>
    public string Create => $"""
        CREATE TABLE {Prefix}{Table} (
            key BLOB PRIMARY KEY, instant INTEGER NOT NULL, properties BLOB NOT NULL) WITHOUT ROWID
        """;

    /// <summary>Drops it.</summary>
    public string Drop => $"DROP TABLE {Prefix}{Table}";

    /// <summary>The instant and the properties of a key.</summary>
    public string Find { get; }

    /// <summary>Whether there is an entity from one key to another.</summary>
    public string Any { get; }

    /// <summary>Inserts a key, or replaces what it has.</summary>
    public string Put { get; }

    /// <summary>Deletes a key.</summary>
    public string Delete => $"DELETE FROM {Prefix}{Table} WHERE key = ?";

    /// <summary>The entities from one key to before another.</summary>
    public string Scan =>
        $"SELECT key, instant, properties FROM {Prefix}{Table} WHERE key >= ? AND key < ? ORDER BY key";
}
