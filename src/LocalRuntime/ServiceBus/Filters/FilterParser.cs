using System.Globalization;

namespace LocalRuntime.ServiceBus.Filters;

/// <summary>
/// Parses a filter: OR binds least, then AND, NOT, comparisons, <c>+ -</c>, <c>* / %</c>, and signs.
/// </summary>
internal sealed class FilterParser
{
    private const int Deepest = 64;

    private static readonly string[] Keywords =
        ["AND", "OR", "NOT", "IN", "LIKE", "ESCAPE", "IS", "NULL", "EXISTS", "TRUE", "FALSE"];

    private static readonly string[] Comparisons = ["=", "<>", "!=", "<", "<=", ">", ">="];

    private readonly List<Token> _tokens;
    private int _at;
    private int _depth;

    private FilterParser(List<Token> tokens) => _tokens = tokens;

    private Token Here => _tokens[_at];

    /// <summary>Parses a whole filter.</summary>
    /// <exception cref="FilterException">It is not in the grammar.</exception>
    public static FilterNode Parse(string filter)
    {
        var parser = new FilterParser(new Tokenizer(filter).All());
        var root = parser.Predicate(parser.Or);
        return parser.Here.Kind == TokenKind.End ? root : throw parser.Wrong("AND, OR or the end");
    }

    private FilterNode Or()
    {
        var left = And();
        while (Here.Is("OR"))
            left = new Or(AsPredicate(left), Behind(() => Predicate(And)));
        return left;
    }

    private FilterNode And()
    {
        var left = Not();
        while (Here.Is("AND"))
            left = new And(AsPredicate(left), Behind(() => Predicate(Not)));
        return left;
    }

    private FilterNode Not() => Here.Is("NOT") ? new Not(Behind(() => Deeper(() => Predicate(Not)))) : Compared();

    private FilterNode Compared()
    {
        var start = Here;
        var left = Sum();
        if (left.IsPredicate)
            return left;
        if (Comparisons.FirstOrDefault(Here.Is) is { } sign)
            return new Comparison(left, sign == "!=" ? "<>" : sign, Behind(() => Value(Sum)));
        if (Take("IS"))
            return Null(left, start);
        var isNegated = Take("NOT");
        FilterNode? node = Take("IN") ? In(left) : Take("LIKE") ? Like(left) : null;
        if (node is null && isNegated)
            throw Wrong("IN or LIKE");
        return node is null ? left : isNegated ? new Not(node) : node;
    }

    private FilterNode Null(FilterNode left, Token start)
    {
        var isNegated = Take("NOT");
        Expect("NULL");
        var isNull = new IsNull(left as Property ?? throw new FilterException(
            start.Column, $"{start}", "a property before IS", "only properties may be null"));
        return isNegated ? new Not(isNull) : isNull;
    }

    private In In(FilterNode value)
    {
        Expect("(");
        var items = new List<FilterNode> { Value(Sum) };
        while (Take(","))
            items.Add(Value(Sum));
        Expect(")");
        return new In(value, items);
    }

    private Like Like(FilterNode value)
    {
        var pattern = Value(Sum);
        if (!Take("ESCAPE"))
            return new Like(value, pattern, null);
        var start = Here;
        var escape = Value(Sum);
        return escape is Constant { Value: not string { Length: 1 } }
            ? throw new FilterException(
                start.Column, $"{start}", "a string of one character", "write it as in: LIKE '100\\%' ESCAPE '\\'")
            : new Like(value, pattern, escape);
    }

    private FilterNode Sum() => Chain(() => Chain(Signed, "*", "/", "%"), "+", "-");

    private FilterNode Chain(Func<FilterNode> operand, params string[] signs)
    {
        var start = Here;
        var left = operand();
        while (signs.FirstOrDefault(Here.Is) is { } sign)
            left = new Calculation(AsValue(left, start), sign[0], Behind(() => Value(operand)));
        return left;
    }

    private FilterNode Signed()
    {
        if (Here.Is("-"))
            return new Calculation(new Constant(0L), '-', Behind(() => Deeper(() => Value(Signed))));
        return Here.Is("+") ? Behind(() => Deeper(() => Value(Signed))) : Primary();
    }

    private FilterNode Primary()
    {
        var token = Here;
        if (Take("("))
        {
            var inner = Deeper(Or);
            Expect(")");
            return inner;
        }

        if (Take("EXISTS"))
        {
            Expect("(");
            var property = Property();
            Expect(")");
            return new Exists(property);
        }

        return token.Kind is TokenKind.Word or TokenKind.Name && !IsKeyword(token, "TRUE", "FALSE", "NULL")
            ? Property()
            : new Constant(ConstantValue());
    }

    private object? ConstantValue()
    {
        var token = _tokens[_at];
        object? value = token.Kind switch
        {
            TokenKind.Text => token.Text,
            TokenKind.Integer when long.TryParse(
                token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) => whole,
            TokenKind.Integer => throw Wrong("a whole number of at most 9223372036854775807", "write it with a point"),
            TokenKind.Decimal => double.Parse(token.Text, CultureInfo.InvariantCulture),
            _ when token.Is("TRUE") || token.Is("FALSE") => token.Is("TRUE"),
            _ when token.Is("NULL") => null,
            _ => throw Wrong("a property or a constant"),
        };
        _at++;
        return value;
    }

    private Property Property()
    {
        var first = Name();
        var isScope = first.Kind == TokenKind.Word && Here.Is(".");
        if (!isScope)
        {
            return Here.Is("(")
                ? throw new FilterException(first.Column, $"{first}", "no function", "compare properties and constants")
                : new Property(first.Text, IsSystem: false);
        }

        _at++;
        var name = Name();
        if (first.Is("user"))
            return new Property(name.Text, IsSystem: false);
        if (!first.Is("sys"))
            throw new FilterException(first.Column, $"{first}", "sys or user", "put names with points into brackets");
        return Filters.Property.SystemNames.Contains(name.Text, StringComparer.OrdinalIgnoreCase)
            ? new Property(name.Text, IsSystem: true)
            : throw new FilterException(
                name.Column, $"{name}", $"one of {string.Join(", ", Filters.Property.SystemNames)}",
                "a property of the sender's own goes without sys");
    }

    private Token Name() => Here.Kind is TokenKind.Word or TokenKind.Name && !IsKeyword(Here, Keywords)
        ? _tokens[_at++]
        : throw Wrong("a property", "a name that is a keyword goes into brackets: [Like]");

    private static bool IsKeyword(Token token, params string[] keywords) => keywords.Any(token.Is);

    private FilterNode Deeper(Func<FilterNode> parse)
    {
        if (++_depth > Deepest)
            throw Wrong($"at most {Deepest} parentheses, NOTs and signs in each other", "make it simpler");
        var node = parse();
        _depth--;
        return node;
    }

    private FilterNode Behind(Func<FilterNode> parse)
    {
        _at++;
        return parse();
    }

    private FilterNode Predicate(Func<FilterNode> parse)
    {
        var (start, node) = (Here, parse());
        return node.IsPredicate ? node : throw NoComparison(start);
    }

    private FilterNode Value(Func<FilterNode> parse)
    {
        var (start, node) = (Here, parse());
        return AsValue(node, start);
    }

    private FilterNode AsPredicate(FilterNode node) => node.IsPredicate ? node : throw NoComparison(Here);

    private static FilterNode AsValue(FilterNode node, Token start) => !node.IsPredicate
        ? node
        : throw new FilterException(
            start.Column, $"{start}", "a property or a constant",
            "a comparison is not a value; join it with AND or OR");

    private static FilterException NoComparison(Token token) => new(
        token.Column, $"{token}", "a comparison", "a truth is compared too: flag = TRUE");

    private bool Take(string word)
    {
        if (!Here.Is(word))
            return false;
        _at++;
        return true;
    }

    private void Expect(string word)
    {
        if (!Take(word))
            throw Wrong(word.Length == 1 ? $"'{word}'" : word);
    }

    private FilterException Wrong(string expected, string hint = "see docs/messages/README.md for examples") =>
        new(Here.Column, $"{Here}", expected, hint);
}
