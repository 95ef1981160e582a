using Segmentation.Engine.Erasure;

namespace Segmentation.Functions.Erasure;

/// <summary>
/// Finds the lines of a text in which an erased customer is mentioned. A piece of the text is in memory; of a longer
/// line each piece is looked at, and they overlap.
/// </summary>
/// <param name="erased">Tells whether a line mentions one.</param>
internal sealed class MentionedLines(ErasedRows erased)
{
    private const int PieceBytes = 1 << 20;

    // More than a name or an e-mail address has.
    private const int OverlapBytes = 1 << 12;

    private readonly List<(long Start, long Length)> _found = [];
    private readonly byte[] _piece = new byte[PieceBytes];
    private long _line;
    private bool _isMentioned;

    /// <summary>The start and length of each such line in UTF-8, without its line feed.</summary>
    /// <param name="text">The text in UTF-8, from where it is read on.</param>
    public IReadOnlyList<(long Start, long Length)> Of(Stream text)
    {
        var (offset, held) = (_line = text.Position, 0);
        while (text.ReadAtLeast(_piece.AsSpan(held), 1, throwOnEndOfStream: false) is > 0 and var read)
        {
            var rest = Lines(offset, held += read);
            if (rest == 0 && held == PieceBytes)
            {
                Look(_piece);
                rest = PieceBytes - OverlapBytes;
            }

            _piece.AsSpan(rest, held - rest).CopyTo(_piece);
            (offset, held) = (offset + rest, held - rest);
        }

        Look(_piece.AsSpan(0, held));
        End(offset + held);
        return _found;
    }

    /// <summary>Looks at the lines that end in the piece; tells where the last one begins.</summary>
    private int Lines(long offset, int held)
    {
        var from = 0;
        while (_piece.AsSpan(from, held - from).IndexOf((byte)'\n') is >= 0 and var length)
        {
            Look(_piece.AsSpan(from, length));
            End(offset + from + length);
            from += length + 1;
        }

        return from;
    }

    private void Look(ReadOnlySpan<byte> part) => _isMentioned = _isMentioned || erased.IsMentioned(part);

    private void End(long end)
    {
        if (_isMentioned)
            _found.Add((_line, end - _line));
        (_line, _isMentioned) = (end + 1, false);
    }
}
