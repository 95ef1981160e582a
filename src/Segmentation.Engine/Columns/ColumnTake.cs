namespace Segmentation.Engine.Columns;

/// <summary>Takes rows that may be missing.</summary>
public static class ColumnTake
{
    /// <summary>The row number that means "no row".</summary>
    public const int None = -1;

    /// <summary>A new column with the given rows, null where the row is <see cref="None"/>.</summary>
    public static Column OrNull(Column column, ReadOnlySpan<int> rows) => column switch
    {
        TextColumn c => new TextColumn(Gather(c.Codes, rows, TextColumn.Null), c.Texts),
        IntegerColumn { IsAllNull: true } => IntegerColumn.Nulls(rows.Length),
        IntegerColumn c => new IntegerColumn(Gather(c.Values, rows, IntegerColumn.Null)),
        NumberColumn c => new NumberColumn(Gather(c.Values, rows, NumberColumn.Null)),
        MoneyColumn { Units: { } units } =>
            new MoneyColumn(units with { Values = Gather(units.Values, rows, Units.Null) }),
        MoneyColumn c => new MoneyColumn(Gather(c.Values, rows, MoneyColumn.Null)),
        DateColumn c => new DateColumn(Gather(c.Values, rows, DateColumn.Null)),
        BooleanColumn c => new BooleanColumn(Gather(c.Values, rows, BooleanColumn.Null)),
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    private static T[] Gather<T>(T[] values, ReadOnlySpan<int> rows, T none)
    {
        var taken = new T[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            taken[i] = rows[i] == None ? none : values[rows[i]];
        return taken;
    }
}
