using System.Buffers;
using System.Buffers.Text;

namespace Segmentation.Cli.Generate;

/// <summary>A CSV file in the making: UTF-8, commas, LF; under a temporary name until it is kept.</summary>
internal sealed class CsvFile : IDisposable
{
    private const int BufferBytes = 1 << 18;
    private const int LongestRowBytes = 1024;

    private readonly string _path;
    private readonly string _temporaryPath;
    private readonly FileStream _stream;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _used;
    private bool _kept;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its final path.</param>
    public CsvFile(string path)
    {
        _path = path;
        _temporaryPath = path + ".partial";
        _stream = new FileStream(_temporaryPath, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
    }

    /// <summary>Adds text, as it stands, to the cell.</summary>
    public CsvFile Put(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer.AsSpan(_used));
        _used += text.Length;
        return this;
    }

    /// <summary>Adds a whole number to the cell.</summary>
    /// <param name="number">The number, 0 or above.</param>
    /// <param name="digits">The least number of digits, filled up with zeros.</param>
    public CsvFile Put(long number, int digits = 1)
    {
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_used), out var written, new StandardFormat('D', (byte)digits));
        _used += written;
        return this;
    }

    /// <summary>Adds an amount with two decimals to the cell.</summary>
    /// <param name="cents">The amount in hundredths.</param>
    public CsvFile PutCents(long cents) => Put(cents / 100).Put("."u8).Put(cents % 100, 2);

    /// <summary>Adds a day to the cell, as 2022-01-31.</summary>
    public CsvFile Put(DateOnly day)
    {
        var (year, month, dayOfMonth) = day;
        return Put(year, 4).Put("-"u8).Put(month, 2).Put("-"u8).Put(dayOfMonth, 2);
    }

    /// <summary>How many bytes the buffer holds. The bytes of a row stay in it until the row ends.</summary>
    public int Position => _used;

    /// <summary>What was written of the current row since a position in it.</summary>
    public ReadOnlySpan<byte> Since(int position) => _buffer.AsSpan(position, _used - position);

    /// <summary>Ends the cell.</summary>
    public CsvFile EndCell() => Put(","u8);

    /// <summary>Ends the last cell of a row.</summary>
    public void EndRow()
    {
        Put("\n"u8);
        if (_used > BufferBytes - LongestRowBytes)
            Flush();
    }

    /// <summary>Gives the finished file its final name, replacing a file of that name.</summary>
    public void Keep()
    {
        Flush();
        _stream.Dispose();
        File.Move(_temporaryPath, _path, overwrite: true);
        _kept = true;
    }

    /// <summary>Removes a file that was not kept.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        if (!_kept)
            File.Delete(_temporaryPath);
    }

    private void Flush()
    {
        _stream.Write(_buffer, 0, _used);
        _used = 0;
    }
}
