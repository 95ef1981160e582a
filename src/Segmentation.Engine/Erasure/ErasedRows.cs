using System.Buffers;

namespace Segmentation.Engine.Erasure;

/// <summary>Tells which rows of a dump belong to erased customers.</summary>
/// <param name="tombstones">Who was erased.</param>
/// <param name="via">The stream through whose keys rows find their customer; null when they name it.</param>
/// <param name="values">Texts that only the customer being erased has, looked for in rows of which nobody can tell
/// whose they are.</param>
public sealed class ErasedRows(Tombstones tombstones, string? via, IReadOnlyList<byte[]>? values = null)
{
    /// <summary>Values with fewer bytes tell nothing: too many rows have them by chance.</summary>
    public const int ShortestValue = 4;

    private static readonly SearchValues<byte> Separators = SearchValues.Create(",;\t|\"\r\n"u8);

    private byte[] _last = [];
    private bool _lastOwned;

    /// <summary>Whether an erased customer's id, or the key of one of its rows, stands in the cell of the customer.
    /// </summary>
    public bool Owns(ReadOnlySpan<byte> cell)
    {
        if (tombstones.IsEmpty || cell.IsEmpty)
            return false;
        // Rows of one customer mostly follow each other.
        if (cell.SequenceEqual(_last))
            return _lastOwned;
        _last = cell.ToArray();
        return _lastOwned = via is null ? tombstones.HasCustomer(cell) : tombstones.HasKey(via, cell);
    }

    /// <summary>Whether a row of which nobody can tell whose it is mentions an erased customer.</summary>
    /// <param name="row">The row as written.</param>
    public bool IsMentioned(ReadOnlySpan<byte> row)
    {
        if (tombstones.IsEmpty)
            return false;
        foreach (var value in values ?? [])
        {
            if (Contains(row, value))
                return true;
        }

        foreach (var range in row.SplitAny(Separators))
        {
            var part = row[range].Trim((byte)' ');
            if (part.Length > 0
                && (Owns(part) || tombstones.HasCustomer(part)
                    || (part.Length >= ShortestValue && tombstones.HasValue(part))))
                return true;
        }

        return false;
    }

    /// <summary>The hash of an erased row's key, so that rows that are found by it are known as erased too.</summary>
    /// <param name="stream">The stream of the row.</param>
    /// <param name="key">The key.</param>
    public string HashOfKey(string stream, ReadOnlySpan<byte> key) => tombstones.OfKey(stream, key);

    private static bool Contains(ReadOnlySpan<byte> row, ReadOnlySpan<byte> value)
    {
        for (var from = 0; row[from..].IndexOf(value) is >= 0 and var found; from += found + 1)
        {
            var (begin, end) = (from + found, from + found + value.Length);
            if ((begin == 0 || !IsOfWord(row[begin - 1])) && (end == row.Length || !IsOfWord(row[end])))
                return true;
        }

        return false;
    }

    private static bool IsOfWord(byte letter) => char.IsAsciiLetterOrDigit((char)letter) || letter >= 0x80;
}

/// <summary>A row of an erased customer in a chunk.</summary>
/// <param name="Start">Where it begins in the chunk, in bytes.</param>
/// <param name="Length">Its length, in bytes.</param>
/// <param name="Line">Its first line in the file, from 1.</param>
/// <param name="LastLine">Its last line.</param>
public readonly record struct ErasedRow(int Start, int Length, long Line, long LastLine);
