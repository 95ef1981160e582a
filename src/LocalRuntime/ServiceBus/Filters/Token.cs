namespace LocalRuntime.ServiceBus.Filters;

/// <summary>What a token of a filter is.</summary>
internal enum TokenKind
{
    /// <summary>A keyword, or a name without brackets.</summary>
    Word,

    /// <summary>A name in brackets or double quotes.</summary>
    Name,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A number without a point or exponent.</summary>
    Integer,

    /// <summary>A number with a point or exponent.</summary>
    Decimal,

    /// <summary>An operator, comma, point or parenthesis.</summary>
    Symbol,

    /// <summary>Behind the last token.</summary>
    End,
}

/// <summary>A part of a filter that cannot be divided.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; of names and strings without the quotes.</param>
/// <param name="Column">Where it begins, from 1.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Column)
{
    private const int MostShown = 30;

    /// <summary>Whether it is a keyword or symbol; case does not matter.</summary>
    public bool Is(string word) =>
        Kind is TokenKind.Word or TokenKind.Symbol && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The token as messages quote it.</summary>
    public override string ToString() => Kind == TokenKind.End
        ? "the end"
        : $"'{(Text.Length <= MostShown ? Text : Text[..MostShown] + "...")}'";
}
