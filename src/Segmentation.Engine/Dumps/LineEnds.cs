namespace Segmentation.Engine.Dumps;

/// <summary>Line ends are LF, CR LF, and CR alone; each is one line.</summary>
internal static class LineEnds
{
    private const byte Lf = (byte)'\n';
    private const byte Cr = (byte)'\r';

    /// <summary>
    /// Where the first line end at or after <paramref name="from"/> ends, or
    /// -1. A CR that ends the text counts as an end.
    /// </summary>
    public static int After(ReadOnlySpan<byte> text, int from)
    {
        var at = text[from..].IndexOfAny(Cr, Lf);
        if (at < 0)
            return -1;
        var end = from + at + 1;
        return text[end - 1] == Cr && end < text.Length && text[end] == Lf ? end + 1 : end;
    }

    /// <summary>
    /// Where the last line end of the text ends, or -1. A CR before <paramref name="next"/> = LF is none.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="next">The byte after the text, or -1 at the end of the file.</param>
    public static int Last(ReadOnlySpan<byte> text, int next)
    {
        var at = text.LastIndexOfAny(Cr, Lf);
        if (at == text.Length - 1 && at >= 0 && text[at] == Cr && next == Lf)
            at = text[..at].LastIndexOfAny(Cr, Lf);
        return at + 1 == 0 ? -1 : at + 1;
    }

    /// <summary>The number of line ends in the text. A CR before <paramref name="next"/> = LF is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="next">The byte after the text, or -1 at the end of the file.</param>
    public static int Count(ReadOnlySpan<byte> text, int next)
    {
        var count = text.Count(Lf);
        for (var from = 0; ;)
        {
            var at = text[from..].IndexOf(Cr);
            if (at < 0)
                return count;
            from += at + 1;
            if ((from < text.Length ? text[from] : next) != Lf)
                count++;
        }
    }
}
