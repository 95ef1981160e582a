namespace Segmentation.Engine.Columns;

/// <summary>Whole numbers.</summary>
public sealed class IntegerColumn : Column
{
    /// <summary>The value that means null.</summary>
    public const long Null = long.MinValue;

    private long[]? _values;

    /// <summary>A column of these values.</summary>
    /// <param name="values">The values, <see cref="Null"/> for null.</param>
    public IntegerColumn(long[] values) => (_values, Count) = (values, values.Length);

    private IntegerColumn(int count) => Count = count;

    /// <summary>
    /// Whether all values are known to be null, and take no memory: times of day, where a dump has days only.
    /// </summary>
    public bool IsAllNull => _values is null;

    /// <summary>
    /// The values, <see cref="Null"/> for null; nulls that take no memory do so when first asked for. Threads that ask
    /// at once get equal values.
    /// </summary>
    public long[] Values => _values ??= Filled(Count, Null);

    /// <inheritdoc/>
    public override ColumnType Type => ColumnType.Integer;

    /// <inheritdoc/>
    public override int Count { get; }

    /// <summary>A column of nulls.</summary>
    public static IntegerColumn Nulls(int count) => new(count);

    /// <inheritdoc/>
    public override bool IsNull(int row) => _values is null || _values[row] == Null;

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows) =>
        _values is null ? Nulls(rows.Length) : new IntegerColumn(Gather(_values, rows));

    /// <inheritdoc/>
    public override Column Take(Range rows) =>
        _values is null ? Nulls(rows.GetOffsetAndLength(Count).Length) : new IntegerColumn(_values[rows]);
}
