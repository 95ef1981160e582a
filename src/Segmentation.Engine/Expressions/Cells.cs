using System.Numerics;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Expressions;

/// <summary>The arrays of columns by the type of their elements; every type of column but text has its own.</summary>
internal static class Cells<T>
    where T : struct, INumber<T>
{
    /// <summary>The value that means null.</summary>
    public static readonly T Null = (T)NullOf();

    public static bool IsNull(T value) => T.IsNaN(value) || value == Null;

    /// <summary>The values of a column.</summary>
    public static T[] Of(Column column) => (T[])(object)(column switch
    {
        IntegerColumn integers => integers.Values,
        NumberColumn numbers => numbers.Values,
        MoneyColumn amounts => amounts.Values,
        DateColumn dates => dates.Values,
        BooleanColumn booleans => booleans.Values,
        _ => throw new InvalidOperationException($"a column of {column.Type} has no cells of {typeof(T)}"),
    });

    /// <summary>The column of these values.</summary>
    public static Column Column(T[] values) => values switch
    {
        long[] integers => new IntegerColumn(integers),
        double[] numbers => new NumberColumn(numbers),
        decimal[] amounts => new MoneyColumn(amounts),
        int[] dates => new DateColumn(dates),
        sbyte[] booleans => new BooleanColumn(booleans),
        _ => throw new InvalidOperationException($"no column has cells of {typeof(T)}"),
    };

    private static object NullOf() => typeof(T) switch
    {
        var type when type == typeof(long) => IntegerColumn.Null,
        var type when type == typeof(double) => NumberColumn.Null,
        var type when type == typeof(decimal) => MoneyColumn.Null,
        var type when type == typeof(int) => DateColumn.Null,
        var type when type == typeof(sbyte) => BooleanColumn.Null,
        var type => throw new InvalidOperationException($"no column has cells of {type}"),
    };
}

/// <summary>The values that an operator takes: a column, or one value for all rows without a column of it.</summary>
internal readonly struct Operand<T>
    where T : struct, INumber<T>
{
    private readonly T[] _values;
    private readonly int _mask;

    private Operand(T[] values, int mask)
    {
        _values = values;
        _mask = mask;
    }

    public T this[int row] => _values[row & _mask];

    public static Operand<T> Of(Node node, Frame frame) => node is Constant<T> constant
        ? new Operand<T>([constant.Value], 0)
        : new Operand<T>(Cells<T>.Of(node.Evaluate(frame)), -1);
}
