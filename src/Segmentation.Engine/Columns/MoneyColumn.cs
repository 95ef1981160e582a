namespace Segmentation.Engine.Columns;

/// <summary>
/// Exact decimal numbers. Where all of them fit, they are kept as 64-bit units of one scale: half the memory of
/// decimals, and sums, orders and cuts of them are those of whole numbers.
/// </summary>
public sealed class MoneyColumn : Column
{
    /// <summary>The value that means null; no cell is that small.</summary>
    public const decimal Null = decimal.MinValue;

    private decimal[]? _values;

    /// <summary>A column of these values.</summary>
    /// <param name="values">The values, <see cref="Null"/> for null.</param>
    public MoneyColumn(decimal[] values) => _values = values;

    /// <summary>A column of amounts in units.</summary>
    /// <param name="units">The amounts.</param>
    public MoneyColumn(Units units) => Units = units;

    /// <summary>The amounts in units of one scale; null when they are kept as decimals.</summary>
    public Units? Units { get; }

    /// <summary>
    /// The values, <see cref="Null"/> for null; worked out when first asked for where the column has units, and then
    /// not to be written to. Threads that ask at once get equal values.
    /// </summary>
    public decimal[] Values => _values ??= Units!.ToDecimals();

    /// <inheritdoc/>
    public override ColumnType Type => ColumnType.Money;

    /// <inheritdoc/>
    public override int Count => Units?.Count ?? _values!.Length;

    /// <inheritdoc/>
    public override bool IsNull(int row) =>
        Units is { } units ? units.Values[row] == Columns.Units.Null : _values![row] == Null;

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows) => Units is { } units
        ? new MoneyColumn(units with { Values = Gather(units.Values, rows) })
        : new MoneyColumn(Gather(_values!, rows));

    /// <inheritdoc/>
    public override Column Take(Range rows) => Units is { } units
        ? new MoneyColumn(units with { Values = units.Values[rows] })
        : new MoneyColumn(_values![rows]);
}
