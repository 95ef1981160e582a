namespace Segmentation.Engine.Dumps;

/// <summary>A sliding view of a stream, by absolute offset.</summary>
internal sealed class Window(Stream stream, long start)
{
#if DEBUG
    // Small in Debug builds, so that tests go through every refill.
    private const int ReadAhead = 1 << 12;
#else
    private const int ReadAhead = 1 << 22;
#endif

    private byte[] _buffer = new byte[ReadAhead * 2];
    private long _start = start;
    private int _length;

    /// <summary>Whether the view reaches the end of the stream.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>
    /// What can be seen from an offset on: at least
    /// <paramref name="least"/> bytes and one more, unless the stream ends.
    /// </summary>
    public ReadOnlySpan<byte> See(long offset, int least)
    {
        if (!AtEnd && _start + _length - offset <= least)
            Fill(offset, least + ReadAhead);
        return _buffer.AsSpan((int)(offset - _start), (int)(_start + _length - offset));
    }

    /// <summary>The byte before an offset that was just seen, or -1 at the start.</summary>
    public int Before(long offset) => offset > _start ? _buffer[(int)(offset - _start - 1)] : -1;

    private void Fill(long offset, int wanted)
    {
        // One byte before the offset stays, for Before.
        var keepFrom = (int)Math.Max(0, offset - _start - 1);
        var kept = _length - keepFrom;
        var old = _buffer;
        if (wanted + 1 > _buffer.Length)
            _buffer = new byte[wanted + 1 + ReadAhead];
        old.AsSpan(keepFrom, kept).CopyTo(_buffer);
        _start += keepFrom;
        _length = kept;
        while (_length < wanted + 1 && !AtEnd)
        {
            var read = stream.Read(_buffer.AsSpan(_length));
            AtEnd = read == 0;
            _length += read;
        }
    }
}
