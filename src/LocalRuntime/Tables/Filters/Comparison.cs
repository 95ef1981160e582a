using System.Text;
using Azure.Data.Tables;

namespace LocalRuntime.Tables;

/// <summary>A property compared with a literal.</summary>
internal sealed class Comparison : Filter
{
    private readonly byte[] _name;
    private readonly Operator _operator;
    private readonly Literal _literal;
    private readonly Part _part;
    private readonly byte[]? _key;

    /// <summary>Compares a property with a literal.</summary>
    public Comparison(string name, Operator op, Literal literal)
    {
        _name = Encoding.UTF8.GetBytes(name);
        _operator = op;
        _literal = literal;
        _part = name switch
        {
            nameof(ITableEntity.PartitionKey) => Part.PartitionKey,
            nameof(ITableEntity.RowKey) => Part.RowKey,
            nameof(ITableEntity.Timestamp) => Part.Timestamp,
            _ => Part.Property,
        };
        if (_part is not (Part.PartitionKey or Part.RowKey) || literal.Value is not string text)
            return;
        _key = EntityKey.Encode(text, 0)[..^1];
        var interval = Interval.Of(op, text);
        Range = _part == Part.PartitionKey
            ? new KeyRange(interval, Interval.All)
            : new KeyRange(Interval.All, interval);
    }

    private enum Part
    {
        Property,
        PartitionKey,
        RowKey,
        Timestamp,
    }

    /// <inheritdoc/>
    public override KeyRange Range { get; } = KeyRange.All;

    /// <inheritdoc/>
    public override bool Matches(in StoredEntity entity) => _part switch
    {
        Part.PartitionKey => _key is not null && Holds(EntityKey.Partition(entity.Key).SequenceCompareTo(_key)),
        Part.RowKey => _key is not null && Holds(EntityKey.Row(entity.Key).SequenceCompareTo(_key)),
        Part.Timestamp => _literal.Value is DateTimeOffset instant && Holds(entity.Instant.CompareTo(instant.UtcTicks)),
        _ => entity.TryFind(_name, out var property) && _literal.Compare(property) is { } order && Holds(order),
    };

    private bool Holds(int order) => _operator.Holds(order);
}
