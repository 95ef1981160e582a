namespace Segmentation.Engine.Expressions;

internal enum TokenKind
{
    End,
    Word,
    QuotedName,
    Text,
    Integer,
    Decimal,
    Symbol,
}

/// <summary>A word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its characters, without quotes.</param>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index after its last character.</param>
internal readonly record struct Token(TokenKind Kind, string Value, int Start, int End)
{
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "OR", "AND", "NOT", "IN", "BETWEEN", "LIKE", "IS", "NULL", "CASE", "WHEN", "THEN", "ELSE", "END", "TRUE",
        "FALSE", "WHERE",
    };

    /// <summary>Whether the token is a name: in quotes, or a word that the language does not use itself.</summary>
    public bool IsName => Kind == TokenKind.QuotedName || (Kind == TokenKind.Word && !Reserved.Contains(Value));

    /// <summary>Whether the token is this keyword.</summary>
    public bool IsWord(string word) =>
        Kind == TokenKind.Word && string.Equals(Value, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the token is this symbol.</summary>
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Value == symbol;
}
