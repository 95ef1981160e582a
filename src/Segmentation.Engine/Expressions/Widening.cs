using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Expressions;

/// <summary>
/// Gives values a type that can hold all of them: a whole number is an amount, an amount is a number.
/// </summary>
internal static class Widening
{
    /// <summary>The type that holds the values of both, or null when there is none.</summary>
    public static ColumnType? Common(ColumnType a, ColumnType b) =>
        a == b ? a
        : Rank(a) == 0 || Rank(b) == 0 ? null
        : Rank(a) > Rank(b) ? a : b;

    /// <summary>Whether the type is one of numbers.</summary>
    public static bool IsNumeric(ColumnType type) => Rank(type) > 0;

    /// <summary>The node with its values in a type, or null when they do not widen to it.</summary>
    public static Node? To(ColumnType type, Node node) => (node, type) switch
    {
        _ when node.Type == type => node,
        (NullConstant, _) => new NullConstant(type),
        (Constant<long> { Value: var value }, ColumnType.Money) => new Constant<decimal>(type, value),
        (Constant<long> { Value: var value }, ColumnType.Number) => new Constant<double>(type, value),
        (Constant<decimal> { Value: var value }, ColumnType.Number) =>
            new Constant<double>(type, Exact.ToNumber(value)),
        _ when Rank(node.Type) is > 0 and var rank && rank < Rank(type) => new Widened(type, node),
        _ => null,
    };

    /// <summary>Numbers in their own or a wider type.</summary>
    /// <exception cref="InvalidOperationException">When they do not widen to it.</exception>
    public static Column To(ColumnType type, Column column) => (column, type) switch
    {
        _ when column.Type == type => column,
        (IntegerColumn from, ColumnType.Money) => Amounts(from.Values),
        (IntegerColumn from, ColumnType.Number) => Numbers(from.Values),
        (MoneyColumn from, ColumnType.Number) => Numbers(from.Values),
        _ => throw new InvalidOperationException($"a column of {column.Type} does not widen to {type}"),
    };

    private static MoneyColumn Amounts(long[] from)
    {
        var values = new decimal[from.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = from[i] == IntegerColumn.Null ? MoneyColumn.Null : from[i];
        return new MoneyColumn(values);
    }

    private static NumberColumn Numbers(long[] from)
    {
        var values = new double[from.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = from[i] == IntegerColumn.Null ? NumberColumn.Null : from[i];
        return new NumberColumn(values);
    }

    private static NumberColumn Numbers(decimal[] from)
    {
        var values = new double[from.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = from[i] == MoneyColumn.Null ? NumberColumn.Null : Exact.ToNumber(from[i]);
        return new NumberColumn(values);
    }

    private static int Rank(ColumnType type) => type switch
    {
        ColumnType.Integer => 1,
        ColumnType.Money => 2,
        ColumnType.Number => 3,
        _ => 0,
    };
}

/// <summary>Numbers in a wider type.</summary>
internal sealed class Widened(ColumnType type, Node operand) : Node(type)
{
    public override bool MayBeNull => operand.MayBeNull;

    public override Column Evaluate(Frame frame) => Widening.To(Type, operand.Evaluate(frame));
}

/// <summary>Amounts as whole numbers; one that is not whole, or too large, is null and reported.</summary>
internal sealed class Narrowed(Node operand) : Node(ColumnType.Integer)
{
    public override bool MayBeNull => operand.MayBeNull;

    public override Column Evaluate(Frame frame)
    {
        var amounts = Cells<decimal>.Of(operand.Evaluate(frame));
        var values = new long[amounts.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (amounts[i] == MoneyColumn.Null)
                values[i] = IntegerColumn.Null;
            else if (!Exact.TryToInteger(amounts[i], out values[i]))
                frame.Overflow(i);
        }

        return new IntegerColumn(values);
    }
}
