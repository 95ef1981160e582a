using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace Segmentation.Functions.Imports;

/// <summary>
/// The row of an import in table <c>imports</c>: its key is a hash of the names and ETags of its files.
/// </summary>
public sealed class ImportRow : ITableEntity
{
    /// <summary>The partition of all imports.</summary>
    public const string Partition = "imports";

    /// <summary>The import is in the base.</summary>
    public const string Accepted = "accepted";

    /// <summary>The same import was in the base before.</summary>
    public const string Repeated = "repeated";

    /// <summary>The import changed nothing; it is not tried again before its files change.</summary>
    public const string Rejected = "rejected";

    /// <summary>The import changed nothing yet: a person must confirm or discard it.</summary>
    public const string Held = "held";

    /// <summary>The import was held, and a person threw it away.</summary>
    public const string Discarded = "discarded";

    /// <inheritdoc/>
    public string PartitionKey { get; set; } = Partition;

    /// <inheritdoc/>
    public string RowKey { get; set; } = "";

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>
    /// The import's id: a hash of the names and contents of its files; its key when it was never copied.
    /// </summary>
    public string Import { get; set; } = "";

    /// <summary>
    /// <see cref="Accepted"/>, <see cref="Repeated"/>, <see cref="Rejected"/>, <see cref="Held"/> or
    /// <see cref="Discarded"/>.
    /// </summary>
    public string State { get; set; } = "";

    /// <summary>The inbox folder, or the last part of the path that it came from.</summary>
    public string Folder { get; set; } = "";

    /// <summary>When it was settled.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>The version of the base with it; null when it is not in it.</summary>
    public int? BaseVersion { get; set; }

    /// <summary>Its rows; null when it was rejected.</summary>
    public long? Rows { get; set; }

    /// <summary>Its rejected rows; null when all of it was rejected.</summary>
    public long? RejectedRows { get; set; }

    /// <summary>The version of the definitions; null when there were none.</summary>
    public string? Workspace { get; set; }

    /// <summary>Whether the same would come of it again; false for a fault of a disk or a network.</summary>
    public bool IsFinal { get; set; } = true;

    /// <summary>Whether its rows are in the base.</summary>
    [IgnoreDataMember]
    public bool IsTaken => State is Accepted or Repeated;

    /// <summary>Why it was rejected or held, as a person reads it; null when it was not.</summary>
    public string? Error { get; set; }
}
