using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace TablesBench;

/// <summary>A row like those of table <c>segments</c>: two results as JSON, about 300 characters each.</summary>
internal sealed class SampleRow : ITableEntity
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

    /// <summary>The customer's id.</summary>
    public string Customer { get; set; } = "";

    /// <summary>The result.</summary>
    public string? Current { get; set; }

    /// <summary>The run before.</summary>
    public int PreviousRun { get; set; }

    /// <summary>The result before.</summary>
    public string? Previous { get; set; }

    /// <summary>The batches of a partition: transactions that may be sent to any table.</summary>
    /// <param name="batches">How many.</param>
    /// <param name="rows">How many rows each has, 1 to 100.</param>
    public static TableTransactionAction[][] Batches(int batches, int rows) =>
        [.. Enumerable.Range(0, batches).Select(batch => Enumerable.Range(0, rows).Select(row =>
            new TableTransactionAction(TableTransactionActionType.UpsertReplace, Of((batch * rows) + row))).ToArray())];

    private static SampleRow Of(int number)
    {
        var id = number.ToString("D7", CultureInfo.InvariantCulture);
        return new SampleRow
        {
            PartitionKey = "s001",
            RowKey = $"c~customer-{id}",
            Run = 7,
            Customer = $"customer-{id}",
            Current = Result(id, "loyal", 7),
            PreviousRun = 6,
            Previous = Result(id, "promising", 3),
        };
    }

    private static string Result(string id, string segment, int since) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {"name":"Customer {{id}} of Zürich","owner":"north","segments":{"rfm":{"segment":"{{segment}}",
        "since":{{since}},"scores":{"recency":5,"frequency":4,"monetary":3} },"value":{"segment":"high","since":2,"scores":
        {"lifetime":123456} },"lifecycle":{"segment":"active","since":1,"scores":{"risk":12} } } }
        """);
}
