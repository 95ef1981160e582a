namespace LocalRuntime.Tables.Rest;

/// <summary>Writes the paths of tables and entities.</summary>
internal static class EntityAddress
{
    /// <summary>The path of a table's entities.</summary>
    public static string Of(string table) => Uri.EscapeDataString(table);

    /// <summary>The path of an entity: quotes within a key are doubled, and all is escaped.</summary>
    public static string Of(string table, string partitionKey, string rowKey) =>
        $"{Of(table)}(PartitionKey='{Escaped(partitionKey)}',RowKey='{Escaped(rowKey)}')";

    private static string Escaped(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
