using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Lifetime;

namespace Segmentation.Engine.Measures;

/// <summary>The customers of a shard, as the expressions of measures see them.</summary>
internal sealed class CustomerFrame : Frame
{
    // Measures have the slots from 0; the fields of customers stand apart.
    private const int FirstField = 1 << 20;

    private readonly Shard _shard;
    private readonly ShardTable? _customers;
    private readonly RowLayout? _layout;
    private readonly LifetimeModels _models;
    private readonly Dictionary<string, Events> _events = [];
    private readonly Dictionary<(string, string?, string?), Histories> _histories = [];
    private readonly Dictionary<((string, string?, string?), string), Tenures> _tenures = [];

    // The one that is being computed.
    private int _measure;

    public CustomerFrame(
        Shard shard, int asOf, int until, RowLayout? layout, int measures, LifetimeModels models)
    {
        (_shard, AsOf, Until, _layout, _models) = (shard, asOf, until, layout, models);
        _customers = shard.Find(Workspaces.SourceDefinition.CustomersName);
        Measures = new Column[measures];
    }

    public override int Count => _shard.Ids.Count;

    public override int AsOf { get; }

    public override int Until { get; }

    public Column[] Measures { get; }

    public int Overflows { get; private set; }

    /// <summary>The values that were looked up in tables which lack them.</summary>
    public UnmappedValues Unknown { get; } = new();

    public static int FieldSlot(int column) => FirstField + column;

    public void Measure(int measure, Expression value)
    {
        _measure = measure;
        Measures[measure] = value.Evaluate(this);
    }

    public override Column Column(int slot)
    {
        if (slot < FirstField)
            return Measures[slot];
        return _customers is null
            ? Columns.Column.Nulls(_layout!.Types[slot - FirstField], Count)
            : _customers.PerCustomer(slot - FirstField);
    }

    public override LifetimeModels Models => _models;

    public override Column Aggregate(Aggregate aggregate) => EventsOf(aggregate.Stream).Aggregate(aggregate);

    internal override Histories Histories(LifetimeCall call)
    {
        if (!_histories.TryGetValue(call.Source, out var histories))
            _histories[call.Source] = histories = EventsOf(call.Stream).Histories(call.Amount, call.Filter);
        return histories;
    }

    internal override Tenures Tenures(LifetimeCall call)
    {
        var asked = (call.Source, call.Contract!.Text);
        if (!_tenures.TryGetValue(asked, out var tenures))
            _tenures[asked] = tenures = EventsOf(call.Stream).Tenures(call);
        return tenures;
    }

    private Events EventsOf(string stream)
    {
        if (!_events.TryGetValue(stream, out var events))
            _events[stream] = events = Events.Of(_shard.Find(stream), this);
        return events;
    }

    public override void Overflow(int row) => Overflows++;

    public override void Unmapped(string table, int row, ReadOnlySpan<byte> value) =>
        Unknown.Add(_measure, table, row, value);
}
