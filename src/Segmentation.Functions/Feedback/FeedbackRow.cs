using System.Text;
using Azure;
using Azure.Data.Tables;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Feedback;

/// <summary>The row of a vote in table <c>feedback</c>: one for each customer, scheme and author.</summary>
public sealed class FeedbackRow : ITableEntity
{
    /// <inheritdoc/>
    public string PartitionKey { get; set; } = "";

    /// <inheritdoc/>
    public string RowKey { get; set; } = "";

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; set; }

    /// <inheritdoc/>
    public ETag ETag { get; set; }

    /// <summary>The customer's id as it is.</summary>
    public string Customer { get; set; } = "";

    /// <summary>The scheme.</summary>
    public string Scheme { get; set; } = "";

    /// <summary>The segment that the customer was in.</summary>
    public string Segment { get; set; } = "";

    /// <summary>The published run that the voter saw. The vote stands while the customer stays where it was then.
    /// </summary>
    public int Run { get; set; }

    /// <summary>Whether the segment is said to be wrong; else it is said to be right.</summary>
    public bool IsWrong { get; set; }

    /// <summary>The segment that would be right; null when not said.</summary>
    public string? Suggested { get; set; }

    /// <summary>Who voted.</summary>
    public string Author { get; set; } = "";

    /// <summary>Why; null when not said.</summary>
    public string? Comment { get; set; }

    /// <summary>When the author voted last.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Whether the votes of the customer were announced when this one stood.</summary>
    public bool IsAnnounced { get; set; }

    /// <summary>The keys of an author's vote on a customer in a scheme.</summary>
    public static (string Partition, string Row) KeyOf(string customer, string scheme, string author)
    {
        var id = Encoding.UTF8.GetBytes(customer);
        return (CustomerKey.Partition(id),
            $"{CustomerKey.Encoded(id)}~{scheme}~{CustomerKey.Encoded(Encoding.UTF8.GetBytes(author))}");
    }
}
