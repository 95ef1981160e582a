using System.Buffers.Binary;

namespace Segmentation.Engine.Columns;

/// <summary>Sorts texts by code point.</summary>
public static class TextSort
{
    /// <summary>The texts in order, and for each text of the list its rank.</summary>
    public static (TextList Texts, int[] Ranks) Sorted(TextList list)
    {
        var order = Order(list);
        var texts = new TextList(list.Count, list.ByteCount);
        var ranks = new int[list.Count];
        foreach (var index in order)
            ranks[index] = texts.Add(list[index]);
        return (texts, ranks);
    }

    /// <summary>The same rows, with texts numbered in order.</summary>
    /// <param name="column">A column in which equal texts have one code.</param>
    public static TextColumn Sorted(TextColumn column)
    {
        var (texts, ranks) = Sorted(column.Texts);
        return new TextColumn(
            Array.ConvertAll(column.Codes, code => code == TextColumn.Null ? TextColumn.Null : ranks[code]), texts);
    }

    /// <summary>
    /// The indices of the texts in order: by what follows their common prefix, eight bytes as one number first.
    /// </summary>
    public static int[] Order(TextList list)
    {
        var order = new int[list.Count];
        var heads = new ulong[list.Count];
        var prefix = CommonPrefix(list);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            heads[i] = Head(list[i][prefix..]);
        }

        RadixSort.Sort(heads, order);
        for (var from = 0; from < order.Length;)
        {
            var to = from + 1;
            while (to < order.Length && heads[to] == heads[from])
                to++;
            if (to - from > 1)
                order.AsSpan(from, to - from).Sort((a, b) => TextList.Compare(list[a], list[b]));
            from = to;
        }

        return order;
    }

    private static int CommonPrefix(TextList list)
    {
        if (list.Count == 0)
            return 0;
        var length = list[0].Length;
        for (var i = 1; i < list.Count && length > 0; i++)
            length = Math.Min(length, list[0].CommonPrefixLength(list[i]));
        return length;
    }

    private static ulong Head(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(ulong))
            return BinaryPrimitives.ReadUInt64BigEndian(text);
        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        text.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }
}
