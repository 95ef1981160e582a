using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Schemes;

/// <summary>A condition, and what becomes of customers for whom it is unknown.</summary>
public sealed class Condition
{
    private Condition(Expression expression, UnknownPolicy ifUnknown) =>
        (Expression, IfUnknown) = (expression, ifUnknown);

    /// <summary>The condition as bound.</summary>
    public Expression Expression { get; }

    /// <summary>What becomes of customers for whom it is unknown.</summary>
    public UnknownPolicy IfUnknown { get; }

    /// <summary>Whether it is unknown for the only customer of some results.</summary>
    public bool IsUnknown(SchemeResults one) => Evaluate(one)[0] == BooleanColumn.Null;

    /// <summary>Binds a condition; null when there is none, or after a problem.</summary>
    internal static Condition? Bind(ExpressionText? when, UnknownPolicy ifUnknown, Scope scope, Problems problems) =>
        when is not null && Expression.Bind(when, scope, ColumnType.Boolean, problems) is { } bound
            ? new Condition(bound, ifUnknown)
            : null;

    /// <summary>Per customer 1 when it holds, 0 when not, <see cref="BooleanColumn.Null"/> when unknown.</summary>
    internal sbyte[] Evaluate(Frame results) => ((BooleanColumn)Expression.Evaluate(results)).Values;
}
