namespace Azure.Data.Tables;

/// <summary>What every entity of a table has.</summary>
public interface ITableEntity
{
    /// <summary>The partition; the first half of the key.</summary>
    string PartitionKey { get; set; }

    /// <summary>The row within the partition; the second half of the key.</summary>
    string RowKey { get; set; }

    /// <summary>When it was last written; the store sets it.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>Its version; the store sets it.</summary>
    ETag ETag { get; set; }
}
