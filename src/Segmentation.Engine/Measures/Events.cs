using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;

namespace Segmentation.Engine.Measures;

/// <summary>The rows of a stream that are known of, customer by customer, and what is aggregated over them.</summary>
internal sealed class Events : Frame
{
    private readonly ShardTable? _table;
    private readonly int _customers;
    private readonly int[] _days;
    private readonly long[] _instants;
    private readonly int[] _ends;
    private readonly Action<int> _overflow;

    public Events(ShardTable? table, Frame customers, Action<int> overflow)
    {
        (_table, _customers, _overflow) = (table, customers.Count, overflow);
        (AsOf, Until, Since) = (customers.AsOf, customers.Until, customers.Since);
        _days = table is null ? [] : ((DateColumn)table.Column(table.Layout.Day)).Values;
        _instants = table is null ? [] : ((IntegerColumn)table.Column(table.Layout.Instant)).Values;
        _ends = new int[_customers];
        for (var customer = 0; table is not null && customer < _customers; customer++)
            _ends[customer] = FirstAfter(customer, Until);
    }

    public override int Count => _days.Length;

    public override int AsOf { get; }

    public override int Until { get; }

    public override Column Column(int slot) => _table!.Column(slot);

    /// <summary>An expression over rows whose result does not fit leaves a null among them.</summary>
    public override void Overflow(int row) => _overflow(row);

    public override Column Aggregate(Aggregate aggregate)
    {
        if (_table is null)
            return NoEvents(aggregate);
        var argument = aggregate.Argument?.Evaluate(this);
        var filter = aggregate.Filter is { } where ? ((BooleanColumn)where.Evaluate(this)).Values : null;
        var spans = new EventSpans(Starts(aggregate.LastDays), _ends, filter);
        return aggregate.Kind switch
        {
            AggregateKind.Count => new IntegerColumn(Aggregation.Count(spans, argument)),
            AggregateKind.Sum => Aggregation.Sum(spans, argument!, _overflow),
            AggregateKind.Avg => new NumberColumn(Aggregation.Mean(spans, argument!, _overflow)),
            AggregateKind.Min => Extremes.Of(spans, argument!, greatest: false),
            AggregateKind.Max => Extremes.Of(spans, argument!, greatest: true),
            AggregateKind.First => Extremes.First(spans, argument!),
            AggregateKind.Last => Extremes.Last(spans, argument!),
            AggregateKind.Distinct => new IntegerColumn(Distincts.Count(spans, argument!)),
            AggregateKind.Share => new NumberColumn(Shares.Of(spans, argument, _overflow)),
            AggregateKind.Trend => new NumberColumn(Trends.Of(spans, _days, argument!, _overflow)),
            AggregateKind.Mode => Modes.Of(spans, argument!, CompareTimes),
            AggregateKind.Median => Percentiles.Of(spans, argument!, 50, _overflow),
            AggregateKind.Percentile => Percentiles.Of(spans, argument!, aggregate.Parameter!.Value, _overflow),
            AggregateKind.Decayed => Aggregation.Sum(spans, Decayed(aggregate, argument), _overflow),
            _ => throw new ArgumentOutOfRangeException(nameof(aggregate), aggregate.Kind, "no such aggregate"),
        };
    }

    private NumberColumn Decayed(Aggregate aggregate, Column? argument) =>
        Decay.Weighted(argument, _days, AsOf, (int)aggregate.Parameter!.Value);

    private Column NoEvents(Aggregate aggregate)
    {
        var nothing = Columns.Column.Nulls(aggregate.Type, _customers);
        if (aggregate.Kind is not
            (AggregateKind.Count or AggregateKind.Distinct or AggregateKind.Sum or AggregateKind.Decayed))
            return nothing;
        switch (nothing)
        {
            case IntegerColumn c: Array.Clear(c.Values); break;
            case NumberColumn c: Array.Clear(c.Values); break;
            case MoneyColumn c: Array.Clear(c.Values); break;
        }

        return nothing;
    }

    /// <summary>Compares the times of two rows; what has no time of day is the first of its day.</summary>
    private int CompareTimes(int a, int b) => (_days[a], _instants[a]).CompareTo((_days[b], _instants[b]));

    /// <summary>Per customer the first row that counts: all, or those behind day asOf - n.</summary>
    private int[] Starts(int? lastDays)
    {
        if (lastDays is null && Since == int.MinValue)
            return _table!.Starts;
        var starts = new int[_customers];
        var last = lastDays is { } days ? (int)Math.Max(int.MinValue + 1, (long)AsOf - days) : Since;
        for (var customer = 0; customer < starts.Length; customer++)
            starts[customer] = FirstAfter(customer, last);
        return starts;
    }

    /// <summary>The first row of a customer behind a day; rows are in order of time.</summary>
    private int FirstAfter(int customer, int day)
    {
        var (from, to) = (_table!.Starts[customer], _table.Starts[customer + 1]);
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            if (_days[middle] <= day)
                from = middle + 1;
            else
                to = middle;
        }

        return from;
    }
}

/// <summary>Per customer the rows that an aggregate reads.</summary>
/// <param name="Starts">The first row.</param>
/// <param name="Ends">The row behind the last.</param>
/// <param name="Filter">1 for rows that count; null when all do.</param>
internal sealed record EventSpans(int[] Starts, int[] Ends, sbyte[]? Filter)
{
    public int Customers => Ends.Length;

    public bool Counts(int row) => Filter is null || Filter[row] == 1;
}
