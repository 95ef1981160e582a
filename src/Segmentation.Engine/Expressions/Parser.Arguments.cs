namespace Segmentation.Engine.Expressions;

internal sealed partial class Parser
{
    /// <summary>The arguments of a call, those with a name last; false after a problem.</summary>
    private bool Arguments(List<Clause> arguments, List<NamedArgument> named)
    {
        do
        {
            if (Current.Kind == TokenKind.Word && Following.IsSymbol(":"))
            {
                if (Named() is not { } argument)
                    return false;
                named.Add(argument);
            }
            else if (named.Count > 0)
            {
                Unexpected($"a name and ':' as behind '{named[^1].Name}', or ')'");
                return false;
            }
            else if (Clause() is { } argument)
            {
                arguments.Add(argument);
            }
            else
            {
                return false;
            }
        }
        while (TakeSymbol(","));
        return true;
    }

    private NamedArgument? Named()
    {
        var (name, first) = (Current, _next + 2);
        for (_next = first; !EndsValue(Current);)
            _next++;
        if (_next == first)
        {
            Unexpected($"a value of '{name.Value}' after ':'");
            return null;
        }

        var at = _tokens[first].Start;
        return new NamedArgument(name.Start, name.Value, at, _origin.Text[at.._tokens[_next - 1].End]);
    }

    private static bool EndsValue(Token token) => token.Kind == TokenKind.End || token.IsSymbol(",")
        || token.IsSymbol(")") || token.IsSymbol("(") || token.IsWord("WHERE") || token.IsWord("SPLIT")
        || token.IsWord("IN");
}
