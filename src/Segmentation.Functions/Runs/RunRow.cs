using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Runs;

/// <summary>The row of a run in table <c>runs</c>.</summary>
public sealed class RunRow : ITableEntity
{
    /// <summary>The partition of all runs.</summary>
    public const string Partition = "runs";

    /// <inheritdoc/>
    public string PartitionKey { get; set; } = Partition;

    /// <inheritdoc/>
    public string RowKey { get; set; } = "";

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>The run's number, from 1.</summary>
    public int Run { get; set; }

    /// <summary>Who took the number: a retry finds its own row by it.</summary>
    public string Token { get; set; } = "";

    /// <summary>Who makes the run; empty before it begins.</summary>
    public string Taker { get; set; } = "";

    /// <summary>One of <see cref="RunState"/>.</summary>
    public string State { get; set; } = RunState.Queued;

    /// <summary>Why the run is made: <c>request</c>, <c>import</c>, <c>workspace</c>, <c>schedule</c>,
    /// <c>override</c>, <c>split</c>, <c>erasure</c>, <c>release</c> or <c>rollback</c>.</summary>
    public string Trigger { get; set; } = "";

    /// <summary>What was asked for: a <see cref="RunRequest"/> as JSON.</summary>
    public string Request { get; set; } = "{}";

    /// <summary>What it was made from: <see cref="RunInputs"/> as JSON; null before it begins.</summary>
    public string? Inputs { get; set; }

    /// <summary>The version of the base when it began; null before.</summary>
    public int? SeenBase { get; set; }

    /// <summary>The version of the definitions when it began; null before.</summary>
    public string? SeenWorkspace { get; set; }

    /// <summary>The number of shards; null before it begins.</summary>
    public int? Shards { get; set; }

    /// <summary>The customers; null before they are scored.</summary>
    public long? Customers { get; set; }

    /// <summary>The transitions; null before they are written.</summary>
    public long? Moves { get; set; }

    /// <summary>The names of its schemes, a JSON array; null before they are scored.</summary>
    public string? Schemes { get; set; }

    /// <summary>Why it failed or is held, as a person reads it; null when neither is so.</summary>
    public string? Error { get; set; }

    /// <summary>Why the files that people take away could not be written; null when they were, or nobody tried.
    /// </summary>
    public string? ExportError { get; set; }

    /// <summary>Whether definitions or arguments are to blame for the failure.</summary>
    public bool IsDefinitionError { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it was held: the time of the message of it.</summary>
    public DateTimeOffset? HeldAt { get; set; }

    /// <summary>When it was published: the time of its messages.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>When the last of its messages was sent.</summary>
    public DateTimeOffset? RelayedAt { get; set; }

    /// <summary>When its last step ended, messages and results included.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>How many bytes of each file of transitions were sent, as JSON; the summary's are first.</summary>
    public string? Relayed { get; set; }

    /// <summary>How many bytes of the messages of who needs attention were sent.</summary>
    public long RaisedSent { get; set; }

    /// <summary>
    /// How many of its messages were too large to send; they are files of the run. Null before the last was sent.
    /// </summary>
    public int? Parked { get; set; }

    /// <summary>What was asked for.</summary>
    [System.Runtime.Serialization.IgnoreDataMember]
    public RunRequest Asked => JsonSerializer.Deserialize<RunRequest>(Request, Json.Options)!;

    /// <summary>What kind of run it is, or will be: one of <see cref="RunKind"/>.</summary>
    [System.Runtime.Serialization.IgnoreDataMember]
    public string Kind => Made?.Kind ?? Asked.Kind;

    /// <summary>What it was made from; null before it begins.</summary>
    [System.Runtime.Serialization.IgnoreDataMember]
    public RunInputs? Made =>
        Inputs is null ? null : JsonSerializer.Deserialize<RunInputs>(Inputs, Json.Options);

    /// <summary>Whether the run was asked for as of a certain day.</summary>
    [System.Runtime.Serialization.IgnoreDataMember]
    public bool AsksForDay => Asked.AsOf is not null;

    /// <summary>The row key of a run: newest first.</summary>
    public static string KeyOf(int run) =>
        (9_999_999_999 - run).ToString("D10", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Which run people see, and which they never will: the row <c>pointer</c>, <c>current</c>.</summary>
public sealed class PointerRow : ITableEntity
{
    /// <summary>The partition.</summary>
    public const string Partition = "pointer";

    /// <summary>The row.</summary>
    public const string Row = "current";

    /// <inheritdoc/>
    public string PartitionKey { get; set; } = Partition;

    /// <inheritdoc/>
    public string RowKey { get; set; } = Row;

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>The published run; 0 before the first.</summary>
    public int Published { get; set; }

    /// <summary>The runs that were given up after they had begun to write rows: a JSON array.</summary>
    public string Abandoned { get; set; } = "[]";
}

/// <summary>What the pointer says.</summary>
/// <param name="Published">The published run; 0 before the first.</param>
/// <param name="Abandoned">Runs that never show.</param>
public sealed record Pointer(int Published, IReadOnlyList<int> Abandoned)
{
    /// <summary>Whether rows, history and messages of a run may be seen.</summary>
    public bool Shows(int run) => run > 0 && run <= Published && !Abandoned.Contains(run);
}
