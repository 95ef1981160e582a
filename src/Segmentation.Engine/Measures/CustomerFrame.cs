using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Expressions;

namespace Segmentation.Engine.Measures;

/// <summary>The customers of a shard, as the expressions of measures see them.</summary>
internal sealed class CustomerFrame : Frame
{
    // Measures have the slots from 0; the fields of customers stand apart.
    private const int FirstField = 1 << 20;

    private readonly Shard _shard;
    private readonly ShardTable? _customers;
    private readonly RowLayout? _layout;
    private readonly Dictionary<string, Events> _events = [];

    public CustomerFrame(Shard shard, int asOf, int until, RowLayout? layout, int measures)
    {
        (_shard, AsOf, Until, _layout) = (shard, asOf, until, layout);
        _customers = shard.Find(Workspaces.SourceDefinition.CustomersName);
        Measures = new Column[measures];
    }

    public override int Count => _shard.Ids.Count;

    public override int AsOf { get; }

    public override int Until { get; }

    public Column[] Measures { get; }

    public int Overflows { get; private set; }

    public static int FieldSlot(int column) => FirstField + column;

    public void Measured(int measure, Column column) => Measures[measure] = column;

    public override Column Column(int slot)
    {
        if (slot < FirstField)
            return Measures[slot];
        return _customers is null
            ? Columns.Column.Nulls(_layout!.Types[slot - FirstField], Count)
            : _customers.PerCustomer(slot - FirstField);
    }

    public override Column Aggregate(Aggregate aggregate)
    {
        if (!_events.TryGetValue(aggregate.Stream, out var events))
            _events[aggregate.Stream] = events = new Events(_shard.Find(aggregate.Stream), this, Overflow);
        return events.Aggregate(aggregate);
    }

    public override void Overflow(int row) => Overflows++;
}
