using Segmentation.Engine.Expressions;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>
/// Warns of conditions that are unknown for customers without a value, when neither <c>missing:</c> beside them says
/// what then, nor any condition of the scheme asks for customers without it.
/// </summary>
internal static class NullPolicy
{
    /// <summary>Checks a scheme.</summary>
    public static void Check(SchemePlan plan, Problems problems)
    {
        Written[] written = [.. Of(plan.Definition)];
        var asked = written.SelectMany(one => AskedFor(one.When)).ToHashSet(StringComparer.Ordinal);
        foreach (var (one, bound) in written.Zip(plan.Conditions))
        {
            string[] open = one.SaysIfUnknown || !bound.Expression.MayBeNull
                ? []
                : [.. bound.Expression.References.Where(used => used.MayBeNull && !asked.Contains(used.Name))
                    .Select(used => used.Name)];
            if (open.Length > 0)
                Warn(one, open, problems);
        }
    }

    private static void Warn(Written condition, string[] open, Problems problems) => problems.Warn(
        ProblemCode.NullPolicy, condition.When.At,
        $"the condition of {condition.Of} is unknown for customers without {string.Join(" or ", open)}",
        "missing: excluded, included or unknown beside it", $"or a segment for {open[0]} IS NULL");

    /// <summary>The conditions of a scheme, in the order in which they are bound.</summary>
    private static IEnumerable<Written> Of(SchemeDefinition scheme) =>
        scheme.Points.Where(row => row.When is not null)
            .Select(row => new Written($"row '{row.Name}'", row.When!, row.SaysIfUnknown))
            .Concat(scheme.Segments.Where(segment => segment.When is not null)
                .Select(segment => new Written($"segment '{segment.Id}'", segment.When!, segment.SaysIfUnknown)));

    /// <summary>The names whose nulls a condition asks for itself.</summary>
    private static IEnumerable<string> AskedFor(ExpressionText condition) =>
        Parser.Parse(new Origin(condition), new Problems()) is { } syntax ? AskedFor(syntax) : [];

    private static IEnumerable<string> AskedFor(Syntax syntax)
    {
        var asks = syntax is IsNullSyntax || (syntax is CallSyntax call && Functions.IsCoalesce(call.Function));
        return (asks ? syntax.Parts.OfType<NameSyntax>().Select(name => name.Full) : [])
            .Concat(syntax.Parts.SelectMany(AskedFor));
    }

    private sealed record Written(string Of, ExpressionText When, bool SaysIfUnknown);
}
