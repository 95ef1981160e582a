using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Expressions;

/// <summary>Reads the grammar by recursive descent: first the conditions, then the values they are about.</summary>
internal sealed partial class Parser
{
    private const int Deepest = 200;

    private readonly Origin _origin;
    private readonly List<Token> _tokens;
    private readonly Problems _problems;
    private int _next;
    private int _depth;

    private Parser(Origin origin, List<Token> tokens, Problems problems)
    {
        _origin = origin;
        _tokens = tokens;
        _problems = problems;
    }

    private Token Current => _tokens[_next];

    private Token Following => _tokens[Math.Min(_next + 1, _tokens.Count - 1)];

    /// <summary>What an expression says, or null when there was a problem.</summary>
    public static Syntax? Parse(Origin origin, Problems problems)
    {
        if (Lexer.Read(origin, problems) is not { } tokens)
            return null;
        var parser = new Parser(origin, tokens, problems);
        if (parser.Current.Kind == TokenKind.End)
            return parser.Fail(0, "an empty expression", "a value or a condition");
        if (parser.Condition() is not { } syntax)
            return null;
        return parser.Current.Kind == TokenKind.End ? syntax : parser.Unexpected("the end of the expression");
    }

    private Syntax? Condition() => Nested(() => Chain(LogicKind.Or, "OR", () => Chain(LogicKind.And, "AND", Negation)));

    private Syntax? Chain(LogicKind kind, string word, Func<Syntax?> part)
    {
        if (Clause(part) is not { } first)
            return null;
        if (!Current.IsWord(word))
            return first.Syntax;
        var (at, parts) = (Current.Start, new List<Clause> { first });
        while (TakeWord(word))
        {
            if (Clause(part) is not { } next)
                return null;
            parts.Add(next);
        }

        return new LogicSyntax(at, kind, [.. parts]);
    }

    private Syntax? Negation()
    {
        var at = Current.Start;
        if (!TakeWord("NOT"))
            return Comparison();
        return Nested(Negation) is { } operand ? new NotSyntax(at, operand) : null;
    }

    private Syntax? Comparison()
    {
        if (Sum() is not { } left)
            return null;
        var operation = Current;
        if (RelationOf(operation) is { } kind)
        {
            _next++;
            return Sum() is { } right ? new ComparisonSyntax(operation.Start, kind, left, right) : null;
        }

        if (TakeWord("IS"))
            return IsNull(left, operation.Start);
        var negated = operation.IsWord("NOT");
        if (negated)
            _next++;
        var test = Test(left, negated);
        return negated && test is not null ? new NotSyntax(operation.Start, test) : test;
    }

    private Syntax? Test(Syntax left, bool negated)
    {
        var at = Current.Start;
        // IN LAST belongs to the aggregate around.
        if (Current.IsWord("IN") && !Following.IsWord("LAST"))
        {
            _next++;
            return In(left, at);
        }

        if (TakeWord("BETWEEN"))
            return Between(left, at);
        if (TakeWord("LIKE"))
            return Sum() is { } pattern ? new LikeSyntax(at, left, pattern) : null;
        return negated ? Unexpected("IN, BETWEEN or LIKE after NOT") : left;
    }

    private Syntax? IsNull(Syntax left, int at)
    {
        var negated = TakeWord("NOT");
        if (!TakeWord("NULL"))
            return Unexpected(negated ? "NULL after IS NOT" : "NULL or NOT NULL after IS");
        var test = new IsNullSyntax(at, left);
        return negated ? new NotSyntax(at, test) : test;
    }

    private static ComparisonKind? RelationOf(Token token) => token.Kind != TokenKind.Symbol ? null : token.Value switch
    {
        "=" => ComparisonKind.Equal,
        "<>" or "!=" => ComparisonKind.NotEqual,
        "<" => ComparisonKind.Less,
        "<=" => ComparisonKind.AtMost,
        ">" => ComparisonKind.Greater,
        ">=" => ComparisonKind.AtLeast,
        _ => null,
    };

    private Syntax? In(Syntax left, int at)
    {
        var open = Current.Start;
        if (!TakeSymbol("("))
            return Unexpected("'(' and the values after IN");
        var items = new List<Syntax>();
        do
        {
            if (Sum() is not { } item)
                return null;
            items.Add(item);
        }
        while (TakeSymbol(","));
        return Close(open, "',' or ')'") ? new InSyntax(at, left, [.. items]) : null;
    }

    private Syntax? Between(Syntax left, int at)
    {
        if (Sum() is not { } low)
            return null;
        if (!TakeWord("AND"))
            return Unexpected("AND and the upper bound of BETWEEN");
        return Sum() is { } high ? new BetweenSyntax(at, left, low, high) : null;
    }

    private Syntax? Nested(Func<Syntax?> rule)
    {
        if (++_depth > Deepest)
            return TooDeep(Current.Start);
        var syntax = rule();
        _depth--;
        return syntax;
    }

    private Syntax? TooDeep(int at) =>
        Fail(at, $"an expression nested more than {Deepest} deep", "", "split it into several measures");

    private bool TakeWord(string word) => Take(Current.IsWord(word));

    private bool TakeSymbol(string symbol) => Take(Current.IsSymbol(symbol));

    private bool Take(bool matches)
    {
        if (matches)
            _next++;
        return matches;
    }

    private bool Close(int open, string expected)
    {
        if (TakeSymbol(")"))
            return true;
        var at = _origin[open];
        var quotes = Current.Kind == TokenKind.End ? "; in braces, a text with ',' or ': ' stands in quotes" : "";
        Unexpected(expected, $"close the '(' at line {at.Line}, column {at.Column}{quotes}");
        return false;
    }

    private Syntax? Unexpected(string expected, string fix = "")
    {
        var found = Current.Kind == TokenKind.End
            ? "the expression ends too early"
            : $"unexpected {Sentence.Quoted(_origin.Text[Current.Start..Current.End])}";
        return Fail(Current.Start, found, expected, fix);
    }

    private Syntax? Fail(int at, string found, string expected, string fix = "")
    {
        _problems.Add(ProblemCode.Syntax, _origin[at], found, expected, fix);
        return null;
    }
}
