using Azure;
using Azure.Data.Tables;

namespace Segmentation.Functions.Results;

/// <summary>
/// A customer's row in table <c>segments</c>: its result in the newest run that changed it, and the one before.
/// </summary>
public sealed class CustomerRow : ITableEntity
{
    /// <inheritdoc/>
    public string PartitionKey { get; set; } = "";

    /// <inheritdoc/>
    public string RowKey { get; set; } = "";

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>The run that changed the customer last.</summary>
    public int Run { get; set; }

    /// <summary>The customer's id as it is.</summary>
    public string Customer { get; set; } = "";

    /// <summary>The result, as <see cref="StoredResult"/> reads it; null when the run removed the customer.</summary>
    public string? Current { get; set; }

    /// <summary>The run that was published when the current result was written; 0 for none.</summary>
    public int PreviousRun { get; set; }

    /// <summary>The result in that run; null when the customer was not in it.</summary>
    public string? Previous { get; set; }
}

/// <summary>What happened to a customer in one run: a row of its history.</summary>
public sealed class HistoryRow : ITableEntity
{
    /// <inheritdoc/>
    public string PartitionKey { get; set; } = "";

    /// <inheritdoc/>
    public string RowKey { get; set; } = "";

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>The run.</summary>
    public int Run { get; set; }

    /// <summary>Every scheme that moved: a JSON array of scheme, from, to, direction, cause.</summary>
    public string Moves { get; set; } = "[]";
}
