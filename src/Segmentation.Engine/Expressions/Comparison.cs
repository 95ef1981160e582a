using System.Numerics;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Expressions;

/// <summary>When a comparison holds, for two values that are not null.</summary>
internal interface IRelation
{
    static abstract bool Holds<T>(T left, T right)
        where T : struct, INumber<T>;
}

internal readonly struct Equal : IRelation
{
    public static bool Holds<T>(T left, T right) where T : struct, INumber<T> => left == right;
}

internal readonly struct NotEqual : IRelation
{
    public static bool Holds<T>(T left, T right) where T : struct, INumber<T> => left != right;
}

internal readonly struct Less : IRelation
{
    public static bool Holds<T>(T left, T right) where T : struct, INumber<T> => left < right;
}

internal readonly struct AtMost : IRelation
{
    public static bool Holds<T>(T left, T right) where T : struct, INumber<T> => left <= right;
}

/// <summary>Compares two operands of one type.</summary>
internal sealed class Comparison<T, TRelation>(Node left, Node right) : Node(ColumnType.Boolean)
    where T : struct, INumber<T>
    where TRelation : struct, IRelation
{
    public override bool MayBeNull => left.MayBeNull || right.MayBeNull;

    public override Column Evaluate(Frame frame)
    {
        var (a, b) = (Operand<T>.Of(left, frame), Operand<T>.Of(right, frame));
        var results = new sbyte[frame.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var (x, y) = (a[i], b[i]);
            results[i] = Cells<T>.IsNull(x) || Cells<T>.IsNull(y) ? BooleanColumn.Null
                : TRelation.Holds(x, y) ? (sbyte)1 : (sbyte)0;
        }

        return new BooleanColumn(results);
    }
}

/// <summary>Whether values lie between two bounds, both included.</summary>
internal sealed class Between<T>(Node operand, Node low, Node high) : Node(ColumnType.Boolean)
    where T : struct, INumber<T>
{
    public override bool MayBeNull => operand.MayBeNull || low.MayBeNull || high.MayBeNull;

    public override Column Evaluate(Frame frame)
    {
        var values = Operand<T>.Of(operand, frame);
        var (lows, highs) = (Operand<T>.Of(low, frame), Operand<T>.Of(high, frame));
        var results = new sbyte[frame.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = Kleene.And(AtMost(lows[i], values[i]), AtMost(values[i], highs[i]));
        return new BooleanColumn(results);
    }

    private static sbyte AtMost(T a, T b) =>
        Cells<T>.IsNull(a) || Cells<T>.IsNull(b) ? BooleanColumn.Null : a <= b ? (sbyte)1 : (sbyte)0;
}

/// <summary>Whether values are among literals, none of which is null.</summary>
internal sealed class Among<T>(Node operand, T[] literals) : Node(ColumnType.Boolean)
    where T : struct, INumber<T>
{
    // Fewer are faster to go through one by one.
    private const int Few = 8;

    private readonly HashSet<T>? _many = literals.Length > Few ? [.. literals] : null;

    public override bool MayBeNull => operand.MayBeNull;

    public override Column Evaluate(Frame frame)
    {
        var values = Operand<T>.Of(operand, frame);
        var results = new sbyte[frame.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var value = values[i];
            results[i] = Cells<T>.IsNull(value) ? BooleanColumn.Null : Has(value) ? (sbyte)1 : (sbyte)0;
        }

        return new BooleanColumn(results);
    }

    private bool Has(T value)
    {
        if (_many is not null)
            return _many.Contains(value);
        foreach (var literal in literals)
        {
            if (literal == value)
                return true;
        }

        return false;
    }
}

/// <summary>Makes the comparison of two operands of one type.</summary>
internal static class Comparison
{
    public static Node Of(ComparisonKind kind, ColumnType type, Node left, Node right) => type switch
    {
        ColumnType.Integer => Of<long>(kind, left, right),
        ColumnType.Number => Of<double>(kind, left, right),
        ColumnType.Money => Of<decimal>(kind, left, right),
        ColumnType.Date => Of<int>(kind, left, right),
        ColumnType.Boolean => Of<sbyte>(kind, left, right),
        _ => TextComparison.Of(kind, left, right),
    };

    /// <summary>The comparison with its sides swapped.</summary>
    public static ComparisonKind Swapped(ComparisonKind kind) => kind switch
    {
        ComparisonKind.Less => ComparisonKind.Greater,
        ComparisonKind.AtMost => ComparisonKind.AtLeast,
        ComparisonKind.Greater => ComparisonKind.Less,
        ComparisonKind.AtLeast => ComparisonKind.AtMost,
        _ => kind,
    };

    private static Node Of<T>(ComparisonKind kind, Node left, Node right)
        where T : struct, INumber<T> => kind switch
        {
            ComparisonKind.Equal => new Comparison<T, Equal>(left, right),
            ComparisonKind.NotEqual => new Comparison<T, NotEqual>(left, right),
            ComparisonKind.Less => new Comparison<T, Less>(left, right),
            ComparisonKind.AtMost => new Comparison<T, AtMost>(left, right),
            ComparisonKind.Greater => new Comparison<T, Less>(right, left),
            _ => new Comparison<T, AtMost>(right, left),
        };
}
