using Azure;
using Azure.Data.Tables.Models;

namespace LocalRuntime.Tables;

/// <summary>Reads the OData filters of the table service by recursive descent: or, and, not, comparison.</summary>
internal sealed class FilterParser
{
    private const int MostNested = 100;
    private readonly List<Token> _tokens;
    private int _at;
    private int _depth;

    private FilterParser(string text) => _tokens = Tokenizer.Read(text);

    private Token Next => _tokens[_at];

    /// <summary>The filter that a text means; null, or blanks, means every entity.</summary>
    /// <exception cref="RequestFailedException">The text is no filter (400).</exception>
    public static Filter Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return new Filter.Constant(true);
        var parser = new FilterParser(text);
        var filter = parser.Any();
        return parser.Next.Kind == TokenKind.End ? filter : throw parser.Unexpected("'and', 'or' or the end");
    }

    private Filter Any()
    {
        var filter = All();
        while (TakeWord("or"))
            filter = new Filter.Or(filter, All());
        return filter;
    }

    private Filter All()
    {
        var filter = One();
        while (TakeWord("and"))
            filter = new Filter.And(filter, One());
        return filter;
    }

    private Filter One()
    {
        if (++_depth > MostNested)
            throw Unexpected("fewer levels");
        var filter = TakeWord("not") ? new Filter.Not(One()) : Take(TokenKind.Open) ? Nested() : Compared();
        _depth--;
        return filter;
    }

    private Filter Nested()
    {
        var filter = Any();
        return Take(TokenKind.Close) ? filter : throw Unexpected("')'");
    }

    private Filter Compared()
    {
        var left = Operand();
        if (!TakeOperator(out var op))
            return Alone(left);
        var right = Operand();
        return (left.Value, right.Value) switch
        {
            (null, { } value) => new Comparison(left.Text, op, new Literal(value)),
            ({ } value, null) => new Comparison(right.Text, op.Mirrored(), new Literal(value)),
            _ => throw Unexpected("a property on one side and a value on the other"),
        };
    }

    // A property that is true or false may stand by itself.
    private Filter Alone(Token operand) => operand.Value switch
    {
        null => new Comparison(operand.Text, Operator.Equal, new Literal(true)),
        bool value => new Filter.Constant(value),
        _ => throw Unexpected("an operator"),
    };

    private Token Operand()
    {
        var token = Next;
        if (token.Kind is not (TokenKind.Word or TokenKind.Value))
            throw Unexpected("a property or a value");
        _at++;
        return token;
    }

    private bool TakeOperator(out Operator op)
    {
        Operator? found = Next is { Kind: TokenKind.Word } word
            ? word.Text switch
            {
                "eq" => Operator.Equal,
                "ne" => Operator.NotEqual,
                "gt" => Operator.Greater,
                "ge" => Operator.GreaterOrEqual,
                "lt" => Operator.Less,
                "le" => Operator.LessOrEqual,
                _ => null,
            }
            : null;
        op = found.GetValueOrDefault();
        _at += found is null ? 0 : 1;
        return found is not null;
    }

    private bool TakeWord(string word) => Next.Text == word && Take(TokenKind.Word);

    private bool Take(TokenKind kind)
    {
        if (Next.Kind != kind)
            return false;
        _at++;
        return true;
    }

    // The text is not quoted: it may hold a customer's key.
    private RequestFailedException Unexpected(string expected) => TableErrors.Invalid(
        TableErrorCode.InvalidInput,
        $"filter: character {Next.Position + 1}: found a {Next.Kind}; expected {expected}.");
}
