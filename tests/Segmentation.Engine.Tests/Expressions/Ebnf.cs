using System.Text.RegularExpressions;

namespace Segmentation.Engine.Tests.Expressions;

/// <summary>
/// Makes sentences of a grammar in EBNF: rules end with ';', parts are joined by ',', alternatives by '|', '[ ]' may be
/// left out, and '{ }' may be repeated. Names without a rule are terminals, and so is what stands in quotes.
/// </summary>
internal sealed partial class Ebnf
{
    private const int Deep = 12;

    private static readonly Dictionary<string, string> Terminals = new(StringComparer.Ordinal)
    {
        ["word"] = "amount",
        ["quoted"] = "\"Customer \"\"ID\"\"\"",
        ["text"] = "'2026-05-01'",
        ["integer"] = "12",
        ["decimal"] = "12.50",
    };

    private readonly Dictionary<string, Func<int, string>> _rules = new(StringComparer.Ordinal);
    private readonly Random _random;
    private readonly string[] _tokens;
    private int _next;

    public Ebnf(string grammar, Random random)
    {
        _random = random;
        _tokens = [.. Token().Matches(grammar).Select(token => token.Value)];
        while (_next < _tokens.Length)
        {
            var name = _tokens[_next];
            _next += 2;
            _rules[name] = Alternatives();
            _next++;
        }
    }

    /// <summary>A sentence of a rule; where it nests deep, it takes the last alternatives and leaves out what it may.
    /// </summary>
    public string Sentence(string rule) => _rules[rule](0);

    private Func<int, string> Alternatives()
    {
        var choices = new List<Func<int, string>> { Sequence() };
        while (Take("|"))
            choices.Add(Sequence());
        return depth => choices[depth > Deep ? ^1 : _random.Next(choices.Count)](depth);
    }

    private Func<int, string> Sequence()
    {
        var parts = new List<Func<int, string>> { Part() };
        while (Take(","))
            parts.Add(Part());
        return depth => string.Join(' ', parts.Select(part => part(depth)));
    }

    private Func<int, string> Part()
    {
        if (Take("["))
            return Repeated(1, "]");
        if (Take("{"))
            return Repeated(2, "}");
        var token = _tokens[_next++];
        return token[0] == '"'
            ? _ => token[1..^1]
            : depth => _rules.TryGetValue(token, out var rule) ? rule(depth + 1)
                : Terminals.GetValueOrDefault(token, token);
    }

    private Func<int, string> Repeated(int most, string end)
    {
        var inner = Alternatives();
        Take(end);
        return depth => depth > Deep
            ? ""
            : string.Join(' ', Enumerable.Range(0, _random.Next(most + 1)).Select(_ => inner(depth)));
    }

    private bool Take(string token)
    {
        var found = _tokens[_next] == token;
        _next += found ? 1 : 0;
        return found;
    }

    [GeneratedRegex("\"[^\"]*\"|[A-Za-z]+|[][{}|,;=]")]
    private static partial Regex Token();
}
