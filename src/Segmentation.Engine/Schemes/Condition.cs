using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Schemes;

/// <summary>A condition, and what becomes of customers for whom it is unknown.</summary>
internal sealed class Condition(Expression expression, UnknownPolicy ifUnknown)
{
    /// <summary>The condition as bound.</summary>
    public Expression Expression => expression;

    /// <summary>What becomes of customers for whom it is unknown.</summary>
    public UnknownPolicy IfUnknown => ifUnknown;

    /// <summary>Binds a condition; null when there is none, or after a problem.</summary>
    public static Condition? Bind(ExpressionText? when, UnknownPolicy ifUnknown, Scope scope, Problems problems) =>
        when is not null && Expression.Bind(when, scope, ColumnType.Boolean, problems) is { } bound
            ? new Condition(bound, ifUnknown)
            : null;

    /// <summary>Per customer 1 when it holds, 0 when it does not, <see cref="BooleanColumn.Null"/> when unknown.</summary>
    public sbyte[] Evaluate(SchemeResults results) => ((BooleanColumn)expression.Evaluate(results)).Values;
}
