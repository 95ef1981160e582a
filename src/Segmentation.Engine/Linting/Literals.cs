using Segmentation.Engine.Expressions;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>
/// The values that conditions compare names with. A condition over names and literals alone is the same for all values
/// between two of them, so that a value of each kind proves it for all.
/// </summary>
internal sealed class Literals
{
    private readonly Dictionary<string, SortedSet<decimal>> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> _texts = new(StringComparer.Ordinal);

    /// <summary>The numbers, and dates as days since 1970-01-01, that a name is compared with.</summary>
    public IEnumerable<decimal> NumbersOf(string name) => _numbers.GetValueOrDefault(name) ?? [];

    /// <summary>The texts that a name is compared with.</summary>
    public IEnumerable<string> TextsOf(string name) => _texts.GetValueOrDefault(name) ?? [];

    /// <summary>
    /// Collects the literals of a condition; false, and nothing is collected, when it is made of more than names,
    /// literals, comparisons, and AND, OR and NOT.
    /// </summary>
    public bool TryAdd(ExpressionText condition)
    {
        if (Parser.Parse(new Origin(condition), new Problems()) is not { } syntax || !IsPlain(syntax))
            return false;
        Add(syntax);
        return true;
    }

    /// <summary>Whether a condition asks for the as-of day.</summary>
    public static bool AsksForDay(ExpressionText condition) =>
        Parser.Parse(new Origin(condition), new Problems()) is not { } syntax || AsksForDay(syntax);

    private static bool AsksForDay(Syntax syntax) =>
        syntax is NameSyntax { IsAsOf: true } || syntax.Parts.Any(AsksForDay);

    private static bool IsPlain(Syntax syntax) => syntax switch
    {
        LogicSyntax or NotSyntax => syntax.Parts.All(IsPlain),
        ComparisonSyntax { Left: var left, Right: var right } comparison =>
            ((IsName(left) && IsLiteral(right)) || (IsLiteral(left) && IsName(right)))
            && (comparison.Kind is ComparisonKind.Equal or ComparisonKind.NotEqual || !HasText(comparison)),
        InSyntax => IsName(syntax.Parts[0]) && syntax.Parts.Skip(1).All(IsLiteral),
        BetweenSyntax => IsName(syntax.Parts[0]) && syntax.Parts.Skip(1).All(IsLiteral) && !HasText(syntax),
        IsNullSyntax test => IsName(test.Operand),
        _ => IsName(syntax),
    };

    /// <summary>Whether a part is a text and no date: there is always one more text between two.</summary>
    private static bool HasText(Syntax syntax) => syntax.Parts.Any(part =>
        part is LiteralSyntax { Value: TextConstant text }
        && Dates.Parse(System.Text.Encoding.UTF8.GetString(text.Value)) is null);

    private static bool IsName(Syntax syntax) => syntax is NameSyntax { IsAsOf: false };

    private static bool IsLiteral(Syntax syntax) => syntax is LiteralSyntax { Value: not NullConstant }
        || (syntax is NegateSyntax { Operand: var operand } && IsLiteral(operand));

    private void Add(Syntax syntax)
    {
        if (syntax.Parts.OfType<NameSyntax>().FirstOrDefault() is { } name && syntax is not (LogicSyntax or NotSyntax))
        {
            foreach (var literal in syntax.Parts.Where(IsLiteral))
                Add(name.Full, literal);
            return;
        }

        foreach (var part in syntax.Parts)
            Add(part);
    }

    private void Add(string name, Syntax literal)
    {
        if (literal is LiteralSyntax { Value: TextConstant text })
            Add(name, System.Text.Encoding.UTF8.GetString(text.Value));
        else if (Number(literal) is { } number)
            Set(_numbers, name).Add(number);
    }

    /// <summary>A text may be meant as a date.</summary>
    private void Add(string name, string text)
    {
        if (!_texts.TryGetValue(name, out var texts))
            _texts[name] = texts = new SortedSet<string>(StringComparer.Ordinal);
        texts.Add(text);
        if (Dates.Parse(text) is { } day)
            Set(_numbers, name).Add(day);
    }

    private static SortedSet<decimal> Set(Dictionary<string, SortedSet<decimal>> sets, string name) =>
        sets.TryGetValue(name, out var set) ? set : sets[name] = [];

    private static decimal? Number(Syntax literal) => literal switch
    {
        NegateSyntax negation => -Number(negation.Operand),
        LiteralSyntax { Value: Constant<long> whole } => whole.Value,
        LiteralSyntax { Value: Constant<decimal> amount } => amount.Value,
        LiteralSyntax { Value: Constant<int> day } => day.Value,
        _ => null,
    };
}
