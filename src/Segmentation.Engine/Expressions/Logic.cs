using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Expressions;

/// <summary>Kleene's logic of true (1), false (0) and null (-1).</summary>
internal static class Kleene
{
    // Without the deciding value, -1 wins bit by bit over 0 and 1.
    public static sbyte And(sbyte a, sbyte b) => a == 0 || b == 0 ? (sbyte)0 : (sbyte)(a | b);

    public static sbyte Or(sbyte a, sbyte b) => a == 1 || b == 1 ? (sbyte)1 : (sbyte)(a | b);

    public static sbyte Not(sbyte a) => a < 0 ? a : (sbyte)(1 - a);
}

/// <summary>The conjunction or the disjunction of conditions.</summary>
internal sealed class Logic(LogicKind kind, Node[] parts) : Node(ColumnType.Boolean)
{
    public IReadOnlyList<Node> Parts => parts;

    public override bool MayBeNull => parts.Any(part => part.MayBeNull);

    public override Column Evaluate(Frame frame)
    {
        var results = Cells<sbyte>.Of(parts[0].Evaluate(frame)).ToArray();
        foreach (var part in parts.AsSpan(1))
            Fold(results, Cells<sbyte>.Of(part.Evaluate(frame)));
        return new BooleanColumn(results);
    }

    private void Fold(Span<sbyte> results, ReadOnlySpan<sbyte> next)
    {
        if (kind == LogicKind.And)
        {
            for (var i = 0; i < results.Length; i++)
                results[i] = Kleene.And(results[i], next[i]);
        }
        else
        {
            for (var i = 0; i < results.Length; i++)
                results[i] = Kleene.Or(results[i], next[i]);
        }
    }
}

/// <summary>The opposite of a condition; null stays null.</summary>
internal sealed class Not(Node operand) : Node(ColumnType.Boolean)
{
    public override bool MayBeNull => operand.MayBeNull;

    public override Column Evaluate(Frame frame)
    {
        var values = Cells<sbyte>.Of(operand.Evaluate(frame));
        var results = new sbyte[values.Length];
        for (var i = 0; i < results.Length; i++)
            results[i] = Kleene.Not(values[i]);
        return new BooleanColumn(results);
    }
}

/// <summary>Whether values are null; the answer never is.</summary>
internal sealed class IsNull(Node operand) : Node(ColumnType.Boolean)
{
    public override bool MayBeNull => false;

    public override Column Evaluate(Frame frame)
    {
        var column = operand.Evaluate(frame);
        var results = new sbyte[column.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = column.IsNull(i) ? (sbyte)1 : (sbyte)0;
        return new BooleanColumn(results);
    }
}
