using System.Globalization;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Overrides;

/// <summary>The row of an override in table <c>overrides</c>.</summary>
public sealed class OverrideRow : ITableEntity
{
    private const string DayForm = "yyyy-MM-dd";

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

    /// <summary>The segment that was set.</summary>
    public string Segment { get; set; } = "";

    /// <summary>Why.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Who set it.</summary>
    public string Author { get; set; } = "";

    /// <summary>The first day on which it does not hold any more: an ISO date, in the workspace's zone.</summary>
    public string Expires { get; set; } = "";

    /// <summary>When it was set.</summary>
    public DateTimeOffset SetAt { get; set; }

    /// <summary>In how many published runs in a row the model said another segment.</summary>
    public int ConflictRuns { get; set; }

    /// <summary>The last day that was announced as its end; null for none.</summary>
    public string? Announced { get; set; }

    /// <summary>The first day on which it does not hold any more.</summary>
    [System.Runtime.Serialization.IgnoreDataMember]
    public DateOnly ExpiryDay => DateOnly.ParseExact(Expires, DayForm, CultureInfo.InvariantCulture);

    /// <summary>The ETag that callers see: it changes when the override is set anew, and not when the row is.</summary>
    [System.Runtime.Serialization.IgnoreDataMember]
    public string Version => string.Create(CultureInfo.InvariantCulture, $"\"{SetAt.UtcTicks:x}\"");

    /// <summary>What a run knows of it.</summary>
    [System.Runtime.Serialization.IgnoreDataMember]
    public Override Override => new(Customer, Scheme, Segment, Reason, Author, ExpiryDay);

    /// <summary>The row of an override that is set now.</summary>
    public static OverrideRow Of(Override set, DateTimeOffset now)
    {
        var (partition, row) = KeyOf(set.Customer, set.Scheme);
        return new OverrideRow
        {
            PartitionKey = partition,
            RowKey = row,
            Customer = set.Customer,
            Scheme = set.Scheme,
            Segment = set.Segment,
            Reason = set.Reason,
            Author = set.Author,
            Expires = set.Expires.ToString(DayForm, CultureInfo.InvariantCulture),
            SetAt = now,
        };
    }

    /// <summary>The keys of a customer's override in a scheme.</summary>
    public static (string Partition, string Row) KeyOf(string customer, string scheme)
    {
        var id = Encoding.UTF8.GetBytes(customer);
        return (CustomerKey.Partition(id), $"{CustomerKey.Encoded(id)}~{scheme}");
    }
}
