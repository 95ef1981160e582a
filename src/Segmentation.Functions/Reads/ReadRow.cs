using Azure;
using Azure.Data.Tables;

namespace Segmentation.Functions.Reads;

/// <summary>The row of a day, a scheme and a consumer in table <c>reads</c>.</summary>
public sealed class ReadRow : ITableEntity
{
    /// <summary>The day in UTC, <c>2026-06-01</c>.</summary>
    public string PartitionKey { get; set; } = "";

    /// <summary>The scheme and the consumer, <c>touch~billing</c>; neither has a tilde.</summary>
    public string RowKey { get; set; } = "";

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>The reads.</summary>
    public long Reads { get; set; }
}
