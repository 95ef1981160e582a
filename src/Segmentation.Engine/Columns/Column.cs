namespace Segmentation.Engine.Columns;

/// <summary>Values of one type, one per row. Null is a reserved value of each type, so a column is one array.</summary>
public abstract class Column
{
    /// <summary>The type of the values.</summary>
    public abstract ColumnType Type { get; }

    /// <summary>The number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>Whether the value of a row is null.</summary>
    public abstract bool IsNull(int row);

    /// <summary>A new column with the given rows of this one, in the given order.</summary>
    public abstract Column Take(ReadOnlySpan<int> rows);

    /// <summary>A new column with the rows of a range.</summary>
    public abstract Column Take(Range rows);

    /// <summary>A column of nulls.</summary>
    /// <param name="type">The type of the column.</param>
    /// <param name="count">The number of rows.</param>
    public static Column Nulls(ColumnType type, int count) => type switch
    {
        ColumnType.Text => new TextColumn(Filled(count, TextColumn.Null), TextList.Empty),
        ColumnType.Integer => IntegerColumn.Nulls(count),
        ColumnType.Number => new NumberColumn(Filled(count, NumberColumn.Null)),
        ColumnType.Money => new MoneyColumn(new Units(Filled(count, Units.Null), 0)),
        ColumnType.Date => new DateColumn(Filled(count, DateColumn.Null)),
        ColumnType.Boolean => new BooleanColumn(Filled(count, BooleanColumn.Null)),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such column type"),
    };

    internal static T[] Gather<T>(T[] values, ReadOnlySpan<int> rows)
    {
        var taken = GC.AllocateUninitializedArray<T>(rows.Length);
        for (var i = 0; i < taken.Length; i++)
            taken[i] = values[rows[i]];
        return taken;
    }

    internal static T[] Filled<T>(int count, T value)
    {
        var values = new T[count];
        Array.Fill(values, value);
        return values;
    }
}

/// <summary>Floating-point numbers.</summary>
/// <param name="values">The values, NaN for null.</param>
public sealed class NumberColumn(double[] values) : Column
{
    /// <summary>The value that means null: NaN, which no cell and no calculation may yield.</summary>
    public const double Null = double.NaN;

    /// <summary>The values, NaN for null.</summary>
    public double[] Values { get; } = values;

    /// <inheritdoc/>
    public override ColumnType Type => ColumnType.Number;

    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <inheritdoc/>
    public override bool IsNull(int row) => double.IsNaN(Values[row]);

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows) => new NumberColumn(Gather(Values, rows));

    /// <inheritdoc/>
    public override Column Take(Range rows) => new NumberColumn(Values[rows]);
}

/// <summary>Calendar days.</summary>
/// <param name="values">Days since 1970-01-01, <see cref="Null"/> for null.</param>
public sealed class DateColumn(int[] values) : Column
{
    /// <summary>The value that means null.</summary>
    public const int Null = int.MinValue;

    /// <summary>Days since 1970-01-01, <see cref="Null"/> for null.</summary>
    public int[] Values { get; } = values;

    /// <inheritdoc/>
    public override ColumnType Type => ColumnType.Date;

    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <inheritdoc/>
    public override bool IsNull(int row) => Values[row] == Null;

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows) => new DateColumn(Gather(Values, rows));

    /// <inheritdoc/>
    public override Column Take(Range rows) => new DateColumn(Values[rows]);
}

/// <summary>True, false or null: the three values of SQL's logic.</summary>
/// <param name="values">1 for true, 0 for false, <see cref="Null"/> for null.</param>
public sealed class BooleanColumn(sbyte[] values) : Column
{
    /// <summary>The value that means null, SQL's unknown.</summary>
    public const sbyte Null = -1;

    /// <summary>1 for true, 0 for false, <see cref="Null"/> for null.</summary>
    public sbyte[] Values { get; } = values;

    /// <inheritdoc/>
    public override ColumnType Type => ColumnType.Boolean;

    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <inheritdoc/>
    public override bool IsNull(int row) => Values[row] == Null;

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows) => new BooleanColumn(Gather(Values, rows));

    /// <inheritdoc/>
    public override Column Take(Range rows) => new BooleanColumn(Values[rows]);
}

/// <summary>Text by reference into a list of texts.</summary>
/// <param name="codes">Per row the index of its text, <see cref="Null"/> for null.</param>
/// <param name="texts">The texts that the codes mean. Two codes may mean the same text.</param>
public sealed class TextColumn(int[] codes, TextList texts) : Column
{
    /// <summary>The code that means null.</summary>
    public const int Null = -1;

    /// <summary>Per row the index of its text, <see cref="Null"/> for null.</summary>
    public int[] Codes { get; } = codes;

    /// <summary>The texts that the codes mean.</summary>
    public TextList Texts { get; } = texts;

    /// <inheritdoc/>
    public override ColumnType Type => ColumnType.Text;

    /// <inheritdoc/>
    public override int Count => Codes.Length;

    /// <summary>The text of a row as UTF-8; empty for null.</summary>
    public ReadOnlySpan<byte> this[int row] => Codes[row] == Null ? default : Texts[Codes[row]];

    /// <inheritdoc/>
    public override bool IsNull(int row) => Codes[row] == Null;

    /// <inheritdoc/>
    public override Column Take(ReadOnlySpan<int> rows) => new TextColumn(Gather(Codes, rows), Texts);

    /// <inheritdoc/>
    public override Column Take(Range rows) => new TextColumn(Codes[rows], Texts);
}
