namespace Segmentation.Functions.Exports;

/// <summary>
/// Keeps spreadsheets from computing what somebody typed into a name: a text that would be a formula gets an apostrophe
/// before it. Whoever takes one apostrophe away where a formula follows has the text as it was.
/// </summary>
internal static class FormulaSafety
{
    /// <summary>What stands before a text that was made safe.</summary>
    public const byte Mark = (byte)'\'';

    /// <summary>
    /// Whether a spreadsheet may take a text for a formula: it begins with =, +, -, @, a tab or a line end, also behind
    /// quotes, apostrophes and blanks, which programs take away.
    /// </summary>
    public static bool IsFormula(ReadOnlySpan<byte> text)
    {
        var begin = text.IndexOfAnyExcept("\"' "u8);
        return begin >= 0 && text[begin] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t'
            or (byte)'\r' or (byte)'\n';
    }

    /// <summary>A text as it was before it was made safe.</summary>
    public static ReadOnlySpan<byte> Original(ReadOnlySpan<byte> text) =>
        text.Length > 0 && text[0] == Mark && IsFormula(text[1..]) ? text[1..] : text;
}
