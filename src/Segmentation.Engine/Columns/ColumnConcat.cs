namespace Segmentation.Engine.Columns;

/// <summary>Puts columns end to end.</summary>
public static class ColumnConcat
{
    /// <summary>
    /// One column of all rows. Of texts, equal ones have one code, numbered in the order in which they first come.
    /// </summary>
    /// <param name="type">The type of all columns.</param>
    /// <param name="columns">The columns, in order.</param>
    public static Column Of(ColumnType type, IReadOnlyList<Column> columns) => type switch
    {
        ColumnType.Text => Texts([.. columns.Cast<TextColumn>()]),
        ColumnType.Integer when columns.All(c => c is IntegerColumn { IsAllNull: true }) =>
            IntegerColumn.Nulls(columns.Sum(c => c.Count)),
        ColumnType.Integer => new IntegerColumn(Values(columns, c => ((IntegerColumn)c).Values)),
        ColumnType.Number => new NumberColumn(Values(columns, c => ((NumberColumn)c).Values)),
        ColumnType.Money => Amounts([.. columns.Cast<MoneyColumn>()]),
        ColumnType.Date => new DateColumn(Values(columns, c => ((DateColumn)c).Values)),
        ColumnType.Boolean => new BooleanColumn(Values(columns, c => ((BooleanColumn)c).Values)),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such column type"),
    };

    /// <summary>Amounts in the smallest unit among them, or as decimals when one does not fit.</summary>
    private static MoneyColumn Amounts(IReadOnlyList<MoneyColumn> columns)
    {
        var units = columns.Select(column => column.Units ?? Units.Of(column.Values)).ToArray();
        var scale = units.Max(one => one?.Scale) ?? 0;
        var scaled = units.Select(one => one?.At(scale)).OfType<Units>().ToArray();
        return scaled.Length < columns.Count
            ? new MoneyColumn(Values(columns, column => column.Values))
            : new MoneyColumn(new Units(Values(scaled, one => one.Values), scale));
    }

    private static T[] Values<TColumn, T>(IReadOnlyList<TColumn> columns, Func<TColumn, T[]> valuesOf)
    {
        var all = GC.AllocateUninitializedArray<T>(columns.Sum(column => valuesOf(column).Length));
        var at = 0;
        foreach (var column in columns)
        {
            valuesOf(column).CopyTo(all, at);
            at += valuesOf(column).Length;
        }

        return all;
    }

    private static TextColumn Texts(IReadOnlyList<TextColumn> columns)
    {
        var pool = new TextPool();
        var codes = new int[columns.Sum(c => c.Count)];
        var at = 0;
        foreach (var column in columns)
        {
            var known = new int[column.Texts.Count];
            Array.Fill(known, TextColumn.Null);
            foreach (var code in column.Codes)
            {
                if (code != TextColumn.Null && known[code] == TextColumn.Null)
                    known[code] = pool.Intern(column.Texts[code]);
                codes[at++] = code == TextColumn.Null ? TextColumn.Null : known[code];
            }
        }

        return new TextColumn(codes, pool.Texts);
    }
}
