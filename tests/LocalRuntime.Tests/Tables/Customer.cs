using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace LocalRuntime.Tests.Tables;

/// <summary>An entity class with every type that tables have.</summary>
public sealed class Customer : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string? Name { get; set; }

    public int Orders { get; set; }

    public long? Cents { get; set; }

    public double Score { get; set; }

    public bool IsActive { get; set; }

    public DateTimeOffset Since { get; set; } = DateTimeOffset.UnixEpoch;

    public DateTime? Seen { get; set; }

    public Guid Id { get; set; }

    public byte[]? Photo { get; set; }

    public BinaryData? Vector { get; set; }

    public DayOfWeek Day { get; set; }

    [DataMember(Name = "renamed")]
    public string? Original { get; set; }

    [IgnoreDataMember]
    public string? Ignored { get; set; }

    public string Computed => $"{Name}!";

    public int Secret { get; private set; }

    public void Keep(int secret) => Secret = secret;
}
