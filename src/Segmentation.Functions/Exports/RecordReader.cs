namespace Segmentation.Functions.Exports;

/// <summary>
/// Reads files that <see cref="Results.CsvLines"/> wrote, record by record, in memory that is used again: a record goes
/// on where a line ends inside quotes. A last record without a line end is not whole, and is not told.
/// </summary>
/// <param name="stream">The file, which is closed with this.</param>
internal sealed class RecordReader(Stream stream) : IDisposable
{
    private const int BlockBytes = 1 << 16;

    private byte[] _buffer = new byte[BlockBytes];
    private int _filled;
    private int _next;
    private Range _current;

    /// <summary>The record that was read last, without its line end; valid until the next one is read.</summary>
    public ReadOnlySpan<byte> Current => _buffer.AsSpan(_current);

    /// <summary>Reads the next record; false at the end.</summary>
    public bool Read()
    {
        var (seen, quotes) = (0, 0);
        while (true)
        {
            var rest = _buffer.AsSpan(_next + seen, _filled - _next - seen);
            var end = rest.IndexOf((byte)'\n');
            quotes += rest[..(end < 0 ? rest.Length : end)].Count((byte)'"');
            if (end < 0)
            {
                seen += rest.Length;
                if (!Fill())
                    return false;
            }
            else if (quotes % 2 == 1)
            {
                seen += end + 1;
            }
            else
            {
                Take(seen + end);
                return true;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private void Take(int length)
    {
        var record = _buffer.AsSpan(_next, length);
        _current = _next..(_next + length - (record.EndsWith("\r"u8) ? 1 : 0));
        _next += length + 1;
    }

    /// <summary>Reads on behind what is not told yet; false at the end of the file.</summary>
    private bool Fill()
    {
        _buffer.AsSpan(_next, _filled - _next).CopyTo(_buffer);
        (_filled, _next) = (_filled - _next, 0);
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = stream.Read(_buffer, _filled, _buffer.Length - _filled);
        _filled += read;
        return read > 0;
    }
}
