namespace LocalRuntime.Tables;

/// <summary>What a piece of a filter is.</summary>
internal enum TokenKind
{
    /// <summary>A property's name, or an operator.</summary>
    Word,

    /// <summary>A value.</summary>
    Value,

    /// <summary>An opening parenthesis.</summary>
    Open,

    /// <summary>A closing parenthesis.</summary>
    Close,

    /// <summary>The end of the text.</summary>
    End,
}

/// <summary>A piece of a filter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">Where it starts, from 0.</param>
/// <param name="Text">A word's text.</param>
/// <param name="Value">A value's value.</param>
internal readonly record struct Token(TokenKind Kind, int Position, string Text, object? Value);
