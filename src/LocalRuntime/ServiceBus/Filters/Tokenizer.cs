namespace LocalRuntime.ServiceBus.Filters;

/// <summary>Divides a filter into tokens.</summary>
/// <param name="filter">The filter.</param>
internal sealed class Tokenizer(string filter)
{
    // The longer ones first.
    private static readonly string[] Symbols =
        ["<>", "!=", ">=", "<=", "=", "<", ">", "(", ")", ",", ".", "+", "-", "*", "/", "%"];

    private int _at;

    /// <summary>The tokens, and one that stands for the end.</summary>
    /// <exception cref="FilterException">A character begins no token, or a quote is not closed.</exception>
    public List<Token> All()
    {
        var tokens = new List<Token>();
        do
        {
            tokens.Add(Next());
        }
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    private char Here => _at < filter.Length ? filter[_at] : '\0';

    private Token Next()
    {
        _at += Length(char.IsWhiteSpace);
        var column = _at + 1;
        return Here switch
        {
            '\'' => new Token(TokenKind.Text, Quoted('\''), column),
            '"' => new Token(TokenKind.Name, Quoted('"'), column),
            '[' => new Token(TokenKind.Name, Quoted(']'), column),
            var c when char.IsAsciiDigit(c) => Number(column),
            var c when char.IsLetter(c) => new Token(
                TokenKind.Word, Taken(Length(static c => char.IsLetterOrDigit(c) || c == '_')), column),
            _ when _at == filter.Length => new Token(TokenKind.End, "", column),
            _ => Symbol(column),
        };
    }

    private Token Symbol(int column)
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(filter, _at, symbol, 0, symbol.Length) == 0)
                return new Token(TokenKind.Symbol, Taken(symbol.Length), column);
        }

        throw new FilterException(
            column, $"'{Here}'", "a property, a constant or an operator",
            "names with other characters than letters, digits and '_' go into brackets: [HR-Id]");
    }

    private Token Number(int column)
    {
        var start = _at;
        _at += Length(char.IsAsciiDigit);
        var kind = TokenKind.Integer;
        if (Here == '.')
        {
            kind = TokenKind.Decimal;
            _at++;
            _at += Length(char.IsAsciiDigit);
        }

        if (ExponentLength() is var exponent and > 0)
            (kind, _at) = (TokenKind.Decimal, _at + exponent);
        return new Token(kind, filter[start.._at], column);
    }

    /// <summary>The length of an exponent such as <c>E-2</c>; 0 when there is none.</summary>
    private int ExponentLength()
    {
        var start = _at;
        if (Here is 'e' or 'E')
            _at += _at + 1 < filter.Length && filter[_at + 1] is '+' or '-' ? 2 : 1;
        var digits = _at > start ? Length(char.IsAsciiDigit) : 0;
        var length = digits == 0 ? 0 : _at + digits - start;
        _at = start;
        return length;
    }

    /// <summary>What stands in quotes; a doubled closing quote stands for one.</summary>
    private string Quoted(char close)
    {
        var start = _at;
        var end = _at + 1;
        while ((end = filter.IndexOf(close, end)) >= 0 && end + 1 < filter.Length && filter[end + 1] == close)
            end += 2;
        if (end < 0)
        {
            throw new FilterException(
                start + 1, $"{filter[start]} that is not closed", $"a {close} behind it",
                $"write {close}{close} for one inside");
        }

        _at = end + 1;
        return filter[(start + 1)..end].Replace($"{close}{close}", $"{close}", StringComparison.Ordinal);
    }

    private int Length(Predicate<char> belongs)
    {
        var end = _at;
        while (end < filter.Length && belongs(filter[end]))
            end++;
        return end - _at;
    }

    private string Taken(int length) => filter[_at..(_at += length)];
}
