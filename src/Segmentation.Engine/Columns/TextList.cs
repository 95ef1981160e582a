using System.Text;

namespace Segmentation.Engine.Columns;

/// <summary>UTF-8 texts, end to end in one array: no object per text.</summary>
public sealed class TextList
{
    private byte[] _bytes;
    private int[] _ends;

    /// <summary>An empty list.</summary>
    /// <param name="capacity">How many texts to make room for.</param>
    /// <param name="byteCapacity">How many bytes to make room for.</param>
    public TextList(int capacity = 0, int byteCapacity = 0)
    {
        _bytes = new byte[byteCapacity];
        _ends = new int[capacity];
    }

    /// <summary>The list of these texts.</summary>
    /// <param name="bytes">All texts, end to end.</param>
    /// <param name="ends">For each text, where it ends in <paramref name="bytes"/>.</param>
    public TextList(byte[] bytes, int[] ends)
    {
        _bytes = bytes;
        _ends = ends;
        Count = ends.Length;
        ByteCount = ends.Length == 0 ? 0 : ends[^1];
    }

    /// <summary>The list without texts. Never add to it.</summary>
    public static TextList Empty { get; } = new();

    /// <summary>The number of texts.</summary>
    public int Count { get; private set; }

    /// <summary>The length of all texts, in bytes.</summary>
    public int ByteCount { get; private set; }

    /// <summary>All texts, end to end.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, ByteCount);

    /// <summary>For each text, where it ends in <see cref="Bytes"/>.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>A text as UTF-8.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.AsSpan(start, _ends[index] - start);
        }
    }

    /// <summary>A text as a string.</summary>
    public string Text(int index) => Encoding.UTF8.GetString(this[index]);

    /// <summary>Adds a text and returns its index.</summary>
    /// <exception cref="InvalidOperationException">When the texts together exceed 2 GiB.</exception>
    public int Add(ReadOnlySpan<byte> text)
    {
        var start = ByteCount;
        if (text.Length > Array.MaxLength - start)
            throw new InvalidOperationException(
                "a list of texts holds at most 2 GiB; use smaller chunks or more shards");
        if (start + text.Length > _bytes.Length)
            Array.Resize(ref _bytes, Grown(_bytes.Length, start + text.Length, 1024));
        if (Count == _ends.Length)
            Array.Resize(ref _ends, Grown(_ends.Length, Count + 1, 64));
        text.CopyTo(_bytes.AsSpan(start));
        _ends[Count] = ByteCount = start + text.Length;
        return Count++;
    }

    /// <summary>Adds a text and returns its index.</summary>
    public int Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    /// <summary>The index of a text in a list that is sorted by code point, or -1.</summary>
    public int IndexInSorted(ReadOnlySpan<byte> text)
    {
        var (from, to) = (0, Count);
        while (from < to)
        {
            var middle = (from + to) >>> 1;
            var order = Compare(this[middle], text);
            if (order == 0)
                return middle;
            (from, to) = order < 0 ? (middle + 1, to) : (from, middle);
        }

        return -1;
    }

    /// <summary>The order of two UTF-8 texts by code point: negative, zero or positive.</summary>
    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => a.SequenceCompareTo(b);

    private static int Grown(int length, int needed, int least) =>
        (int)Math.Min(Array.MaxLength, Math.Max(least, Math.Max((long)needed, length * 2L)));
}
