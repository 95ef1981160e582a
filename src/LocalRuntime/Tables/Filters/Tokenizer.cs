using System.Globalization;
using Azure;
using Azure.Data.Tables.Models;

namespace LocalRuntime.Tables;

/// <summary>Cuts a filter into words, values and parentheses.</summary>
internal static class Tokenizer
{
    private const string EndsWord = " \t\r\n()'";

    /// <summary>The pieces of a filter, the last one its end.</summary>
    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            tokens.Add(ReadOne(text, ref at));
        }

        tokens.Add(new Token(TokenKind.End, text.Length, "", null));
        return tokens;
    }

    private static Token ReadOne(string text, ref int at)
    {
        var start = at;
        switch (text[at])
        {
            case '(':
                at++;
                return new Token(TokenKind.Open, start, "", null);
            case ')':
                at++;
                return new Token(TokenKind.Close, start, "", null);
            case '\'':
                return new Token(TokenKind.Value, start, "", Quoted(text, ref at));
        }

        while (at < text.Length && !EndsWord.Contains(text[at], StringComparison.Ordinal))
            at++;
        var word = text[start..at];
        if (at < text.Length && text[at] == '\'')
            return new Token(TokenKind.Value, start, "", Typed(word, Quoted(text, ref at), start));
        return char.IsLetter(word[0]) || word[0] == '_' ? Word(word, start) : Number(word, start);
    }

    private static string Quoted(string text, ref int at)
    {
        var start = at + 1;
        for (at = start; at < text.Length; at++)
        {
            if (text[at] != '\'')
                continue;
            // Two quotes are one within the text.
            if (at + 1 < text.Length && text[at + 1] == '\'')
                at++;
            else
                return text[start..at++].Replace("''", "'", StringComparison.Ordinal);
        }

        throw Wrong(start - 1, "a text without its closing quote", "a quote");
    }

    private static object Typed(string prefix, string text, int at)
    {
        switch (prefix)
        {
            case "datetime" when DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant):
                return instant;
            case "guid" when Guid.TryParse(text, CultureInfo.InvariantCulture, out var id):
                return id;
            case "binary" or "X" when text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit):
                return Convert.FromHexString(text);
            default:
                throw Wrong(at, "a value that cannot be read", "datetime'..', guid'..', binary'..' or X'..'");
        }
    }

    private static Token Word(string word, int at) => word switch
    {
        "true" => new Token(TokenKind.Value, at, "", true),
        "false" => new Token(TokenKind.Value, at, "", false),
        "null" => throw Wrong(at, "null", "a value, for tables store no null"),
        "NaN" => new Token(TokenKind.Value, at, "", double.NaN),
        "INF" => new Token(TokenKind.Value, at, "", double.PositiveInfinity),
        _ => new Token(TokenKind.Word, at, word, null),
    };

    private static Token Number(string word, int at) => new(TokenKind.Value, at, "", word switch
    {
        [.. var digits, 'L' or 'l'] when Whole(digits, out long number) => number,
        _ when int.TryParse(
            word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ when Whole(word, out var number) => number,
        _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw Wrong(at, "something that is no number", "a property, a value or a parenthesis"),
    });

    private static bool Whole(string digits, out long number) =>
        long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static RequestFailedException Wrong(int at, string found, string expected) => TableErrors.Invalid(
        TableErrorCode.InvalidInput, $"filter: character {at + 1}: found {found}; expected {expected}.");
}
