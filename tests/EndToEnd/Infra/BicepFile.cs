namespace EndToEnd.Infra;

/// <summary>A param, var, resource, module or output of a Bicep file.</summary>
/// <param name="Kind">Its keyword.</param>
/// <param name="Name">Its name.</param>
/// <param name="Line">Its line.</param>
/// <param name="IsNested">Whether it is a resource inside another.</param>
/// <param name="Tokens">What follows the name, to the next declaration of the file.</param>
internal sealed record BicepDeclaration(
    string Kind, string Name, int Line, bool IsNested, IReadOnlyList<BicepToken> Tokens)
{
    /// <summary>Whether a caller may leave a param out.</summary>
    public bool HasDefault => Tokens is [_, { Text: "=" }, ..];

    /// <summary>The type of a resource, or the path of a module.</summary>
    public string Target => Tokens[0].Text;
}

/// <summary>A Bicep file: what it declares, and what it refers to.</summary>
internal sealed class BicepFile
{
    private static readonly HashSet<string> Kinds = ["param", "var", "resource", "module", "output"];

    private static readonly HashSet<string> Words =
        ["targetScope", "existing", "if", "for", "in", "true", "false", "null", "string", "int", "bool", "object",
            "array"];

    private readonly IReadOnlyList<BicepToken> _tokens;

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">When brackets or strings do not match.</exception>
    public BicepFile(string text)
    {
        _tokens = new BicepScanner(text).Scan();
        var starts = Enumerable.Range(0, _tokens.Count).Where(IsDeclaration).ToArray();
        Declarations =
        [
            .. starts.Select(start => new BicepDeclaration(
                _tokens[start].Text, _tokens[start + 1].Text, _tokens[start].Line, _tokens[start].Depth > 0,
                [.. _tokens.Skip(start + 2).Take(starts.FirstOrDefault(s => s > start && _tokens[s].Depth == 0,
                    _tokens.Count) - start - 2)])),
        ];
    }

    /// <summary>Everything that is declared.</summary>
    public IReadOnlyList<BicepDeclaration> Declarations { get; }

    /// <summary>The declarations of some kinds.</summary>
    public IEnumerable<BicepDeclaration> Of(params string[] kinds) =>
        Declarations.Where(declaration => kinds.Contains(declaration.Kind));

    /// <summary>The names that are called as functions or decorators.</summary>
    public IEnumerable<BicepToken> Calls =>
        Enumerable.Range(0, _tokens.Count - 1)
            .Where(i => _tokens[i].IsName && _tokens[i + 1].Is("(") && !Words.Contains(_tokens[i].Text))
            .Select(i => _tokens[i]);

    /// <summary>The names that stand for a symbol, with the loop variables left out.</summary>
    public IEnumerable<BicepToken> References()
    {
        var loops = Loops().ToArray();
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (IsReference(i) && !loops.Any(l => l.Name == _tokens[i].Text && l.From <= i && i < l.To))
                yield return _tokens[i];
        }
    }

    /// <summary>The names behind <c>::</c>: resources inside others.</summary>
    public IEnumerable<BicepToken> NestedReferences() =>
        Enumerable.Range(1, _tokens.Count - 1).Where(i => _tokens[i - 1].Is("::")).Select(i => _tokens[i]);

    /// <summary>The outputs of modules that are used.</summary>
    public IEnumerable<(BicepToken Module, string Output)> UsedOutputs() =>
        Enumerable.Range(0, _tokens.Count - 4)
            .Where(i => IsReference(i) && _tokens[i + 1].Is(".") && _tokens[i + 2].Is("outputs"))
            .Select(i => (_tokens[i], _tokens[i + 4].Text));

    /// <summary>The strings behind the calls of a function.</summary>
    public IEnumerable<BicepToken> Arguments(string function) =>
        Enumerable.Range(0, _tokens.Count - 2).Where(i => _tokens[i].Is(function) && _tokens[i + 1].Is("("))
            .Select(i => _tokens[i + 2]);

    /// <summary>The keys of the object behind a key, such as those of <c>params</c>, in some tokens.</summary>
    public static IEnumerable<BicepToken> KeysOf(IReadOnlyList<BicepToken> tokens, string key)
    {
        var at = Enumerable.Range(0, tokens.Count - 2).FirstOrDefault(
            i => tokens[i].Is(key) && tokens[i + 1].Is(":") && tokens[i + 2].Is("{"), -1);
        if (at < 0)
            return [];
        var depth = tokens[at].Depth + 1;
        return tokens.Skip(at + 3).TakeWhile(token => token.Depth >= depth)
            .Where((token, i) => token.Depth == depth && token.IsName && tokens[at + 4 + i].Is(":")
                && !tokens[at + 2 + i].Is("?"));
    }

    private bool IsDeclaration(int i) =>
        _tokens[i].StartsLine && !_tokens[i].IsString && Kinds.Contains(_tokens[i].Text)
        && i + 2 < _tokens.Count && _tokens[i + 1].IsName
        && (_tokens[i].Depth == 0 || (_tokens[i].Is("resource") && _tokens[i + 2].IsString));

    private bool IsReference(int i)
    {
        var (token, before) = (_tokens[i], i == 0 ? default : _tokens[i - 1]);
        if (!token.IsName || Words.Contains(token.Text) || IsDeclaration(i) || (i > 0 && IsDeclaration(i - 1)))
            return false;
        if (i == 0)
            return true;
        if (before.Is(".") || before.Is("::") || before.Is("@") || before.Is("for"))
            return false;
        // A name before a colon is a key, but for the second of three operands and the list of a loop.
        var after = i + 1 < _tokens.Count ? _tokens[i + 1] : default;
        return !after.Is("(") && (!after.Is(":") || before.Is("?") || before.Is("in"));
    }

    /// <summary>The variables of loops, each with the tokens where it is known: to the end of the loop's list.</summary>
    private IEnumerable<(string Name, int From, int To)> Loops()
    {
        for (var i = 0; i < _tokens.Count; i++)
        {
            if (!_tokens[i].Is("for"))
                continue;
            var to = i;
            while (to < _tokens.Count && _tokens[to].Depth >= _tokens[i].Depth)
                to++;
            for (var name = i + 1; !_tokens[name].Is("in"); name++)
            {
                if (_tokens[name].IsName)
                    yield return (_tokens[name].Text, i, to);
            }
        }
    }
}
