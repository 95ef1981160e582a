namespace Segmentation.Engine.Dumps;

/// <summary>How a dump is written, and where its rows begin. Offsets are those of its UTF-8 form.</summary>
/// <param name="Delimiter">The byte between cells; a blank stands for runs of blanks
/// when <paramref name="Blanks"/> is set.</param>
/// <param name="Blanks">Whether runs of spaces and tabs separate cells; quotes are ordinary text then.</param>
/// <param name="Columns">The names of the columns, trimmed.</param>
/// <param name="DataOffset">Where the first row begins, in bytes.</param>
/// <param name="DataLine">The line of the first row, from 1.</param>
public sealed record Dialect(byte Delimiter, bool Blanks, IReadOnlyList<string> Columns, long DataOffset, long DataLine)
{
    /// <summary>The byte that opens and closes a quoted cell.</summary>
    public const byte Quote = (byte)'"';

    /// <summary>The delimiter in words.</summary>
    public string DelimiterName => Name(Delimiter, Blanks);

    internal static string Name(byte delimiter, bool blanks) => (blanks, delimiter) switch
    {
        (true, _) => "runs of blanks",
        (_, (byte)'\t') => "tab",
        _ => $"'{(char)delimiter}'",
    };
}
