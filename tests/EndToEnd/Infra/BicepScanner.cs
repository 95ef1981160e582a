using System.Text;

namespace EndToEnd.Infra;

/// <summary>A piece of a Bicep file.</summary>
/// <param name="Text">Its text; of a string what is between the quotes, without what is filled in.</param>
/// <param name="IsString">Whether it is a string.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="StartsLine">Whether nothing stands before it in its line.</param>
/// <param name="Depth">How many brackets are open before it.</param>
internal readonly record struct BicepToken(string Text, bool IsString, int Line, bool StartsLine, int Depth)
{
    public bool IsName => !IsString && (char.IsLetter(Text[0]) || Text[0] == '_');

    public bool Is(string text) => !IsString && Text == text;
}

/// <summary>
/// Cuts Bicep into tokens. What is filled into a string follows it in parentheses, so that it is seen as an expression.
/// </summary>
/// <param name="text">The file.</param>
internal sealed class BicepScanner(string text)
{
    private readonly List<BicepToken> _tokens = [];
    private readonly Stack<char> _open = new();
    private int _at;
    private int _line = 1;
    private int _lineOfLast;

    /// <summary>All tokens.</summary>
    /// <exception cref="FormatException">When brackets or strings do not match.</exception>
    public IReadOnlyList<BicepToken> Scan()
    {
        Until('\0');
        return _open.Count == 0 ? _tokens : throw Wrong($"'{_open.Peek()}' is not closed");
    }

    private void Until(char end)
    {
        var depth = _open.Count;
        while (_at < text.Length && (text[_at] != end || _open.Count > depth))
            Next();
        if (end != '\0' && _at == text.Length)
            throw Wrong($"'{end}' is missing");
    }

    private void Next()
    {
        var c = text[_at];
        if (c == '\n')
            _line++;
        if (char.IsWhiteSpace(c))
            _at++;
        else if (c == '/' && text.AsSpan(_at).StartsWith("//"))
            _at += text.AsSpan(_at).IndexOf('\n') is >= 0 and var rest ? rest : text.Length - _at;
        else if (c == '\'')
            String();
        else if (char.IsLetterOrDigit(c) || c == '_')
            Add(Word());
        else
            Sign(c);
    }

    private string Word()
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
            _at++;
        return text[start.._at];
    }

    private void Sign(char c)
    {
        var sign = text.AsSpan(_at).StartsWith("::") ? "::" : c.ToString();
        if (")]}".Contains(c) && !(_open.TryPop(out var open) && "([{".IndexOf(open) == ")]}".IndexOf(c)))
            throw Wrong($"'{c}' closes nothing");
        Add(sign);
        _at += sign.Length;
        if ("([{".Contains(c))
            _open.Push(c);
    }

    private void String()
    {
        var (place, literal) = (_tokens.Count, new StringBuilder());
        Add("", isString: true);
        for (_at++; At(_at) != '\''; _at++)
        {
            if (At(_at) == '$' && At(_at + 1) == '{')
                Fill();
            else if (At(_at) == '\\')
                literal.Append(At(++_at));
            else
                literal.Append(At(_at));
        }

        _at++;
        _tokens[place] = _tokens[place] with { Text = literal.ToString() };
    }

    private void Fill()
    {
        Add("(");
        _open.Push('(');
        _at += 2;
        Until('}');
        _open.Pop();
        Add(")");
    }

    private char At(int at) =>
        at < text.Length && text[at] != '\n' ? text[at] : throw Wrong("a string is not closed");

    private void Add(string token, bool isString = false)
    {
        _tokens.Add(new BicepToken(token, isString, _line, _line > _lineOfLast, _open.Count));
        _lineOfLast = _line;
    }

    private FormatException Wrong(string what) => new($"{_line}: {what}");
}
