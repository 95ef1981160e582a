using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Expressions;

internal sealed partial class Binder
{
    /// <summary>How rows are contracts; null after a problem.</summary>
    private ContractTerms? Contract(LifetimeArguments arguments, Scope rows, string stream)
    {
        if (arguments.Need(LifetimeArguments.Ends, "the field with the day on which a contract ends") is not { } ends
            || arguments.Period() is not { } period)
            return null;
        var by = arguments.Find(LifetimeArguments.By);
        var isByYear = by?.Value == ContractTerms.Year && rows.Find(ContractTerms.Year, null) is null;
        var cohort = by is null || isByYear ? null : FieldOf(by, rows, stream, ColumnType.Text);
        if (FieldOf(ends, rows, stream, ColumnType.Date) is not { } day)
            return null;
        return new ContractTerms(day, period, cohort, isByYear);
    }

    private Expression? FieldOf(NamedArgument argument, Scope rows, string stream, ColumnType type)
    {
        var field = new NameSyntax(argument.ValueAt, null, argument.Value, IsQuoted: false);
        return Inside(rows, stream).Whole(new Clause(field, argument.Value), type, type);
    }
}
