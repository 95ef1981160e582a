using Segmentation.Engine.Expressions;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>
/// Finds values of different units that are added, compared, or taken for one another: days with orders, say.
/// </summary>
/// <param name="units">The units of the measures that have one, by name.</param>
/// <param name="problems">Takes the problems.</param>
internal sealed class Units(IReadOnlyDictionary<string, string> units, Problems problems)
{
    private const string Days = "days";

    /// <summary>Checks a measure against its own unit, too.</summary>
    public void Check(MeasureDefinition measure)
    {
        // Of what is allocated the unit is that of the capacity, not that of the weights.
        if (Of(measure.Value) is { } unit && measure is { IsAllocated: false, Unit: { } said } && !IsSame(said, unit))
            problems.Add(
                ProblemCode.UnitMismatch, measure.Value.At, $"a value in {unit}", $"{said}, as the measure's unit says",
                "correct the unit or the value");
    }

    /// <summary>Checks an expression; tells its unit, or null when it has none that is known.</summary>
    public string? Of(ExpressionText expression)
    {
        var origin = new Origin(expression);
        return Parser.Parse(origin, new Problems()) is { } syntax ? Unit(syntax, origin) : null;
    }

    private string? Unit(Syntax syntax, Origin origin)
    {
        // Inside of aggregates are the fields of streams, which have no units.
        if (syntax is CallSyntax aggregate && Functions.AggregateOf(aggregate.Function) is not null)
            return null;
        var parts = syntax.Parts.Select(part => Unit(part, origin)).ToArray();
        return syntax switch
        {
            NameSyntax name => units.GetValueOrDefault(name.Full),
            NegateSyntax => parts[0],
            ArithmeticSyntax { Kind: ArithmeticKind.Add or ArithmeticKind.Subtract } => Common(syntax, parts, origin),
            CaseSyntax branches => Common(syntax, parts[branches.Conditions.Length..], origin),
            CallSyntax call when Functions.IsCoalesce(call.Function) => Common(syntax, parts, origin),
            CallSyntax call when Functions.IsDaysSince(call.Function) => Days,
            ComparisonSyntax or BetweenSyntax or InSyntax => NoneOf(Common(syntax, parts, origin)),
            _ => null,
        };
    }

    /// <summary>Whether two words mean one unit: day, Days.</summary>
    private static bool IsSame(string one, string other) => string.Equals(
        one.Trim().TrimEnd('s'), other.Trim().TrimEnd('s'), StringComparison.OrdinalIgnoreCase);

    /// <summary>A condition has no unit.</summary>
    private static string? NoneOf(string? _) => null;

    private string? Common(Syntax whole, string?[] parts, Origin origin)
    {
        string[] known = [.. parts.OfType<string>()];
        known = [.. known.Where((unit, i) => !known.Take(i).Any(before => IsSame(before, unit)))];
        if (known.Length > 1)
            problems.Add(
                ProblemCode.UnitMismatch, origin[whole.At], $"{known[0]} and {known[1]} together", "values of one unit",
                "convert one of them, or correct the unit of a measure");
        return known.Length == 1 ? known[0] : null;
    }
}
