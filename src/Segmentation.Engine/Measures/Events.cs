using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Lifetime;

namespace Segmentation.Engine.Measures;

/// <summary>
/// The rows of a stream that are known of, or the parts of their cells, customer by customer; and what is aggregated
/// over them.
/// </summary>
internal sealed class Events : Frame
{
    private readonly Frame _customers;
    private readonly Func<int, Column>? _column;
    private readonly int[] _starts;
    private readonly int[] _days;
    private readonly IntegerColumn _instants;
    private readonly int[] _ends;
    private readonly Dictionary<Split, Events> _parts = [];

    // The rows that the expression which is being evaluated is for.
    private EventSpans _read;

    private Events(Frame customers, Func<int, Column>? column, int[] starts, int[] days, IntegerColumn instants)
    {
        (_customers, _column, _starts, _days, _instants) = (customers, column, starts, days, instants);
        Since = customers.Since;
        _ends = new int[customers.Count];
        for (var customer = 0; column is not null && customer < _ends.Length; customer++)
            _ends[customer] = FirstAfter(customer, Until);
        _read = new EventSpans(starts, _ends, null);
    }

    /// <summary>The rows of a table; null when the base has none of the stream.</summary>
    public static Events Of(ShardTable? table, Frame customers) => table is null
        ? new Events(customers, null, [], [], IntegerColumn.Nulls(0))
        : new Events(
            customers, table.Column, table.Starts, ((DateColumn)table.Column(table.Layout.Day)).Values,
            (IntegerColumn)table.Column(table.Layout.Instant));

    public override int Count => _days.Length;

    public override int AsOf => _customers.AsOf;

    public override int Until => _customers.Until;

    public override Column Column(int slot) => _column!(slot);

    /// <summary>An expression over rows whose result does not fit leaves a null among them.</summary>
    public override void Overflow(int row) => _customers.Overflow(row);

    /// <summary>The customer is told of, when the row counts for it.</summary>
    public override void Unmapped(string table, int row, ReadOnlySpan<byte> value)
    {
        var customer = CustomerOf(row);
        if (row >= _read.Starts[customer] && row < _read.Ends[customer] && _read.Counts(row))
            _customers.Unmapped(table, customer, value);
    }

    public override Column Aggregate(Aggregate aggregate) =>
        _column is null ? NoEvents(aggregate)
        : aggregate.Split is { } split ? PartsBy(split).Reduced(aggregate)
        : Reduced(aggregate);

    /// <summary>What lifetime models read of the customers, from all rows that are known of.</summary>
    /// <param name="amount">What a row is worth; null when it does not matter.</param>
    /// <param name="filter">Which rows count; null for all.</param>
    public Histories Histories(Expression? amount, Expression? filter)
    {
        if (_column is null)
            return Lifetime.Histories.None(_customers.Count);
        _read = new EventSpans(_starts, _ends, null);
        if (filter is not null)
            _read = _read with { Filter = ((BooleanColumn)filter.Evaluate(this)).Values };
        var amounts = amount is null ? null : PurchaseHistories.Doubles(amount.Evaluate(this));
        return PurchaseHistories.Of(_read, _days, amounts, AsOf);
    }

    internal override Tenures Tenures(LifetimeCall call)
    {
        if (_column is null)
            return Lifetime.Tenures.Of(_customers.Count);
        _read = new EventSpans(_starts, _ends, null);
        if (call.Filter is { } filter)
            _read = _read with { Filter = ((BooleanColumn)filter.Evaluate(this)).Values };
        var amounts = call.Amount is null ? null : PurchaseHistories.Doubles(call.Amount.Evaluate(this));
        return new ContractTenures(call.Contract!, AsOf).Of(_read, _days, this, amounts);
    }

    private Events PartsBy(Split split)
    {
        if (_parts.TryGetValue(split, out var known))
            return known;
        var parts = PartRows.Of((TextColumn)Column(split.Slot), _starts, split.Separator);
        return _parts[split] = new Events(
            _customers, slot => slot == split.Slot ? parts.Values : Column(slot).Take(parts.Rows), parts.Starts,
            Array.ConvertAll(parts.Rows, row => _days[row]), (IntegerColumn)_instants.Take(parts.Rows));
    }

    private Column Reduced(Aggregate aggregate)
    {
        _read = new EventSpans(Starts(aggregate.LastDays), _ends, null);
        if (aggregate.Filter is { } where)
            _read = _read with { Filter = ((BooleanColumn)where.Evaluate(this)).Values };
        var (argument, spans) = (aggregate.Argument?.Evaluate(this), _read);
        return aggregate.Kind switch
        {
            AggregateKind.Count => new IntegerColumn(Aggregation.Count(spans, argument)),
            AggregateKind.Sum => Aggregation.Sum(spans, argument!, _customers.Overflow),
            AggregateKind.Avg => new NumberColumn(Aggregation.Mean(spans, argument!, _customers.Overflow)),
            AggregateKind.Min => Extremes.Of(spans, argument!, greatest: false),
            AggregateKind.Max => Extremes.Of(spans, argument!, greatest: true),
            AggregateKind.First => Extremes.First(spans, argument!),
            AggregateKind.Last => Extremes.Last(spans, argument!),
            AggregateKind.Distinct => new IntegerColumn(Distincts.Count(spans, argument!)),
            AggregateKind.Share => new NumberColumn(Shares.Of(spans, argument, _customers.Overflow)),
            AggregateKind.Trend => new NumberColumn(Trends.Of(spans, _days, argument!, _customers.Overflow)),
            AggregateKind.Mode => Modes.Of(spans, argument!, CompareTimes),
            AggregateKind.ModeShare => new NumberColumn(ModeShares.Of(spans, argument!)),
            AggregateKind.Median => Percentiles.Of(spans, argument!, 50, _customers.Overflow),
            AggregateKind.Percentile =>
                Percentiles.Of(spans, argument!, aggregate.Parameter!.Value, _customers.Overflow),
            AggregateKind.Nps => new NumberColumn(PromoterScores.Of(spans, argument!)),
            AggregateKind.Decayed => Aggregation.Sum(spans, Decayed(aggregate, argument), _customers.Overflow),
            _ => throw new ArgumentOutOfRangeException(nameof(aggregate), aggregate.Kind, "no such aggregate"),
        };
    }

    private NumberColumn Decayed(Aggregate aggregate, Column? argument) =>
        Decay.Weighted(argument, _days, AsOf, (int)aggregate.Parameter!.Value);

    private Column NoEvents(Aggregate aggregate)
    {
        if (aggregate.Kind is not
            (AggregateKind.Count or AggregateKind.Distinct or AggregateKind.Sum or AggregateKind.Decayed))
            return Columns.Column.Nulls(aggregate.Type, _customers.Count);
        return aggregate.Type switch
        {
            ColumnType.Integer => new IntegerColumn(new long[_customers.Count]),
            ColumnType.Number => new NumberColumn(new double[_customers.Count]),
            _ => new MoneyColumn(new Units(new long[_customers.Count], 0)),
        };
    }

    /// <summary>Compares the times of two rows; what has no time of day is the first of its day.</summary>
    private int CompareTimes(int a, int b) =>
        (_days[a], _instants.Values[a]).CompareTo((_days[b], _instants.Values[b]));

    /// <summary>Per customer the first row that counts: all, or those behind day asOf - n.</summary>
    private int[] Starts(int? lastDays)
    {
        if (lastDays is null && Since == int.MinValue)
            return _starts;
        var starts = new int[_customers.Count];
        var last = lastDays is { } days ? (int)Math.Max(int.MinValue + 1, (long)AsOf - days) : Since;
        for (var customer = 0; customer < starts.Length; customer++)
            starts[customer] = FirstAfter(customer, last);
        return starts;
    }

    /// <summary>The customer of a row: the last one that starts at or before it.</summary>
    private int CustomerOf(int row)
    {
        var (from, to) = (0, _starts.Length - 1);
        while (to - from > 1)
        {
            var middle = (from + to) >>> 1;
            (from, to) = _starts[middle] <= row ? (middle, to) : (from, middle);
        }

        return from;
    }

    /// <summary>The first row of a customer behind a day; rows are in order of time.</summary>
    private int FirstAfter(int customer, int day)
    {
        var (from, to) = (_starts[customer], _starts[customer + 1]);
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
