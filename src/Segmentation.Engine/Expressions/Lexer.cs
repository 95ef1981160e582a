using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Expressions;

/// <summary>Cuts the text of an expression into tokens.</summary>
internal sealed class Lexer
{
    private readonly Origin _origin;
    private readonly string _text;
    private readonly Problems _problems;
    private int _next;

    private Lexer(Origin origin, Problems problems)
    {
        _origin = origin;
        _text = origin.Text;
        _problems = problems;
    }

    /// <summary>The tokens of a text, the last of which is its end; null when there was a problem.</summary>
    public static List<Token>? Read(Origin origin, Problems problems)
    {
        var lexer = new Lexer(origin, problems);
        var tokens = new List<Token>();
        while (lexer.Token() is { } token)
        {
            tokens.Add(token);
            if (token.Kind == TokenKind.End)
                return tokens;
        }

        return null;
    }

    private Token? Token()
    {
        while (_next < _text.Length && char.IsWhiteSpace(_text[_next]))
            _next++;
        if (_next == _text.Length)
            return new Token(TokenKind.End, "", _next, _next);
        var first = _text[_next];
        if (char.IsAsciiLetter(first) || first == '_')
            return Taken(TokenKind.Word, Run(_next, IsWordPart));
        if (char.IsAsciiDigit(first))
            return Number();
        return first switch
        {
            '\'' => Quoted(TokenKind.Text, "text", "another ', and write a ' inside as ''"),
            '"' => Quoted(TokenKind.QuotedName, "name", "another \""),
            _ => Symbol(),
        };
    }

    private Token Number()
    {
        var end = Run(_next, char.IsAsciiDigit);
        var isDecimal = end + 1 < _text.Length && _text[end] == '.' && char.IsAsciiDigit(_text[end + 1]);
        return isDecimal
            ? Taken(TokenKind.Decimal, Run(end + 1, char.IsAsciiDigit))
            : Taken(TokenKind.Integer, end);
    }

    private Token? Quoted(TokenKind kind, string what, string fix)
    {
        var (start, quote) = (_next, _text[_next]);
        for (var i = start + 1; i < _text.Length; i++)
        {
            if (_text[i] != quote)
                continue;
            if (i + 1 < _text.Length && _text[i + 1] == quote)
            {
                i++;
                continue;
            }

            _next = i + 1;
            var twice = new string(quote, 2);
            var value = _text[(start + 1)..i].Replace(twice, twice[..1], StringComparison.Ordinal);
            return new Token(kind, value, start, _next);
        }

        _problems.Add(
            ProblemCode.Syntax, _origin[start], $"a {what} that begins with {quote} and does not end", "",
            $"end it with {fix}");
        return null;
    }

    private Token? Symbol()
    {
        var length = _text.AsSpan(_next) switch
        {
            ['<', '>' or '=', ..] or ['!' or '>', '=', ..] => 2,
            ['=' or '<' or '>' or '+' or '-' or '*' or '/' or '(' or ')' or ',' or '.' or ':' or '%', ..] => 1,
            _ => 0,
        };
        if (length > 0)
            return Taken(TokenKind.Symbol, _next + length);
        var found = char.IsSurrogatePair(_text, _next) ? _text.Substring(_next, 2) : _text[_next..(_next + 1)];
        _problems.Add(
            ProblemCode.Syntax, _origin[_next], $"unexpected {Sentence.Quoted(found)}",
            "a name, a number, a text or an operator");
        return null;
    }

    private Token Taken(TokenKind kind, int end)
    {
        var start = _next;
        _next = end;
        return new Token(kind, _text[start..end], start, end);
    }

    private int Run(int from, Func<char, bool> belongs)
    {
        while (from < _text.Length && belongs(_text[from]))
            from++;
        return from;
    }

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
