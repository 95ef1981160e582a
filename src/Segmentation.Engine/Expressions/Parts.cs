using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Expressions;

/// <summary>The parts of a cell with several values.</summary>
internal static class Parts
{
    /// <summary>
    /// The different parts in the order of the cell: without white space around them, and without empty ones.
    /// </summary>
    /// <param name="cell">The cell as UTF-8.</param>
    /// <param name="separator">What stands between parts; not empty.</param>
    public static TextPool Of(ReadOnlySpan<byte> cell, ReadOnlySpan<byte> separator)
    {
        var parts = new TextPool();
        while (true)
        {
            var end = cell.IndexOf(separator);
            var part = (end < 0 ? cell : cell[..end]).Trim(" \t\r\n"u8);
            if (!part.IsEmpty)
                parts.Intern(part);
            if (end < 0)
                return parts;
            cell = cell[(end + separator.Length)..];
        }
    }
}

/// <summary>Whether lists have a part.</summary>
/// <param name="list">The lists, of texts.</param>
/// <param name="part">The part, compared by code point.</param>
/// <param name="separator">What stands between parts.</param>
internal sealed class HasPart(Node list, byte[] part, byte[] separator) : TextMatch(list)
{
    protected override bool Matches(ReadOnlySpan<byte> text) => Parts.Of(text, separator).Find(part) >= 0;
}

/// <summary>How many different parts lists have; every text of the dictionary is cut up once.</summary>
/// <param name="list">The lists, of texts.</param>
/// <param name="separator">What stands between parts.</param>
internal sealed class PartCount(Node list, byte[] separator) : Node(ColumnType.Integer)
{
    public override bool MayBeNull => list.MayBeNull;

    public override Column Evaluate(Frame frame)
    {
        var lists = (TextColumn)list.Evaluate(frame);
        var known = new long[lists.Texts.Count];
        Array.Fill(known, IntegerColumn.Null);
        var counts = new long[lists.Count];
        for (var i = 0; i < counts.Length; i++)
        {
            var code = lists.Codes[i];
            if (code != TextColumn.Null && known[code] == IntegerColumn.Null)
                known[code] = Parts.Of(lists.Texts[code], separator).Count;
            counts[i] = code == TextColumn.Null ? IntegerColumn.Null : known[code];
        }

        return new IntegerColumn(counts);
    }
}
