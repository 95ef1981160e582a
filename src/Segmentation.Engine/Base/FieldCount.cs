using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Base;

/// <summary>How full a field is in some rows.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Filled">Those of them with a value.</param>
/// <param name="Newest">The newest day, in days since 1970-01-01; null for other types than dates, and without
/// any.</param>
public sealed record FieldCount(long Rows, long Filled, int? Newest)
{
    /// <summary>No rows.</summary>
    public static FieldCount None { get; } = new(0, 0, null);

    /// <summary>Counts a column.</summary>
    public static FieldCount Of(Column column)
    {
        var filled = column.Count - Nulls(column);
        // Null is less than every day.
        return new FieldCount(column.Count, filled, column is DateColumn days && filled > 0 ? days.Values.Max() : null);
    }

    /// <summary>The rows of both together.</summary>
    public static FieldCount operator +(FieldCount a, FieldCount b) =>
        new(a.Rows + b.Rows, a.Filled + b.Filled, a.Newest > b.Newest ? a.Newest : b.Newest ?? a.Newest);

    private static int Nulls(Column column) => column switch
    {
        TextColumn texts => texts.Codes.AsSpan().Count(TextColumn.Null),
        IntegerColumn { IsAllNull: true } nulls => nulls.Count,
        IntegerColumn integers => integers.Values.AsSpan().Count(IntegerColumn.Null),
        // NaN equals itself here, as it does not by ==.
        NumberColumn numbers => numbers.Values.AsSpan().Count(NumberColumn.Null),
        MoneyColumn { Units: { } units } => units.Values.AsSpan().Count(Units.Null),
        MoneyColumn amounts => amounts.Values.AsSpan().Count(MoneyColumn.Null),
        DateColumn days => days.Values.AsSpan().Count(DateColumn.Null),
        BooleanColumn truths => truths.Values.AsSpan().Count(BooleanColumn.Null),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Type, "no such column type"),
    };
}
