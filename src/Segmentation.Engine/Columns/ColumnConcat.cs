namespace Segmentation.Engine.Columns;

/// <summary>Puts columns end to end.</summary>
public static class ColumnConcat
{
    /// <summary>
    /// One column of all rows. Texts are sorted by code point, so that their codes compare as they do.
    /// </summary>
    /// <param name="type">The type of all columns.</param>
    /// <param name="columns">The columns, in order.</param>
    public static Column Of(ColumnType type, IReadOnlyList<Column> columns) => type switch
    {
        ColumnType.Text => Texts([.. columns.Cast<TextColumn>()]),
        ColumnType.Integer => new IntegerColumn(Values(columns, c => ((IntegerColumn)c).Values)),
        ColumnType.Number => new NumberColumn(Values(columns, c => ((NumberColumn)c).Values)),
        ColumnType.Money => new MoneyColumn(Values(columns, c => ((MoneyColumn)c).Values)),
        ColumnType.Date => new DateColumn(Values(columns, c => ((DateColumn)c).Values)),
        ColumnType.Boolean => new BooleanColumn(Values(columns, c => ((BooleanColumn)c).Values)),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such column type"),
    };

    private static T[] Values<T>(IReadOnlyList<Column> columns, Func<Column, T[]> valuesOf)
    {
        var all = new T[columns.Sum(c => c.Count)];
        var at = 0;
        foreach (var column in columns)
        {
            valuesOf(column).CopyTo(all, at);
            at += column.Count;
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

        var (texts, ranks) = TextSort.Sorted(pool.Texts);
        for (var row = 0; row < codes.Length; row++)
            codes[row] = codes[row] == TextColumn.Null ? TextColumn.Null : ranks[codes[row]];
        return new TextColumn(codes, texts);
    }
}
