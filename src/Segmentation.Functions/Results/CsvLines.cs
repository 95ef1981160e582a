using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Functions.Exports;

namespace Segmentation.Functions.Results;

/// <summary>Grows lines of CSV, cell by cell: RFC 4180, UTF-8.</summary>
/// <remarks>
/// Null is empty; decimals have neither exponent nor trailing zeros; doubles are the shortest text that reads back the
/// same; dates are ISO; booleans true or false.
/// </remarks>
/// <param name="isForSpreadsheets">Whether texts that a spreadsheet would compute are made safe.</param>
internal sealed class CsvLines(bool isForSpreadsheets)
{
    private const int LongestNumber = 64;
    private const int DayLength = 10;

    private readonly bool _isForSpreadsheets = isForSpreadsheets;
    private byte[] _bytes = new byte[1 << 12];
    private int _length;
    private bool _isBegun;

    /// <summary>What was written since it was last taken.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Forgets what was written.</summary>
    public void Clear() => _length = 0;

    /// <summary>Adds an empty cell.</summary>
    public void Null() => Begin();

    /// <summary>Adds a text.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        Begin();
        var isQuoted = text.ContainsAny(",\"\r\n"u8);
        if (isQuoted)
            Byte((byte)'"');
        if (_isForSpreadsheets && FormulaSafety.IsFormula(text))
            Byte(FormulaSafety.Mark);
        if (isQuoted)
            Quoted(text);
        else
            Add(text);
    }

    /// <summary>Adds a text; null is an empty cell.</summary>
    public void Text(string? text)
    {
        if (text is null)
            Null();
        else
            Text(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Adds a number or a date.</summary>
    public void Number<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        Begin();
        value.TryFormat(Room(LongestNumber), out var written, format, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Adds the value that a column has in a row.</summary>
    public void Cell(Column column, int row)
    {
        if (column.IsNull(row))
        {
            Null();
            return;
        }

        switch (column)
        {
            case TextColumn c: Text(c[row]); break;
            case IntegerColumn c: Number(c.Values[row]); break;
            case MoneyColumn { Units: { } units }: Amount(units.Values[row], units.Scale); break;
            case MoneyColumn c: Amount(c.Values[row]); break;
            case NumberColumn c: Number(c.Values[row]); break;
            case DateColumn c: Day(c.Values[row]); break;
            case BooleanColumn c: Raw(c.Values[row] == 1 ? "true"u8 : "false"u8); break;
        }
    }

    /// <summary>Adds a day.</summary>
    /// <param name="day">Days since 1970-01-01.</param>
    public void Day(int day)
    {
        var (year, month, ofMonth) = Runs.Days.Date(day);
        Begin();
        var text = Room(DayLength);
        for (var at = 3; at >= 0; at--, year /= 10)
            text[at] = (byte)('0' + (year % 10));
        (text[4], text[7]) = ((byte)'-', (byte)'-');
        (text[5], text[6]) = ((byte)('0' + (month / 10)), (byte)('0' + (month % 10)));
        (text[8], text[9]) = ((byte)('0' + (ofMonth / 10)), (byte)('0' + (ofMonth % 10)));
        _length += DayLength;
    }

    /// <summary>Adds cells that are CSV already.</summary>
    public void Raw(ReadOnlySpan<byte> cells)
    {
        Begin();
        Add(cells);
    }

    /// <summary>Ends the line.</summary>
    /// <param name="end">What stands at its end.</param>
    public void End(ReadOnlySpan<byte> end)
    {
        Add(end);
        _isBegun = false;
    }

    /// <summary>Every cell but the first of a line stands behind a comma.</summary>
    private void Begin()
    {
        if (_isBegun)
            Byte((byte)',');
        _isBegun = true;
    }

    private void Quoted(ReadOnlySpan<byte> text)
    {
        foreach (var character in text)
        {
            if (character == '"')
                Byte(character);
            Byte(character);
        }

        Byte((byte)'"');
    }

    /// <summary>Adds an amount: without trailing zeros, and zero without a sign.</summary>
    private void Amount(decimal amount)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(amount, parts);
        var digits = ((ulong)(uint)parts[1] << 32) | (uint)parts[0];
        if (parts[2] != 0 || amount.Scale > Units.LargestScale)
            Number(Exact.Trimmed(amount));
        else
            Amount(parts[3] < 0 && digits > 0, digits, amount.Scale);
    }

    private void Amount(long units, int scale) => Amount(units < 0, (ulong)Math.Abs(units), scale);

    /// <summary>Adds an amount of units, without zeros at the end of its decimals.</summary>
    private void Amount(bool isNegative, ulong units, int scale)
    {
        var (whole, part) = Math.DivRem(units, (ulong)Units.PowerOfTen(scale));
        Begin();
        if (isNegative)
            Byte((byte)'-');
        Utf8Formatter.TryFormat(whole, Room(LongestNumber), out var written);
        _length += written;
        if (part == 0)
            return;
        for (; part % 10 == 0; part /= 10)
            scale--;
        var digits = Room(scale + 1);
        digits[0] = (byte)'.';
        for (var at = scale; at > 0; at--)
            (part, digits[at]) = (part / 10, (byte)('0' + part % 10));
        _length += scale + 1;
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    private void Byte(byte value)
    {
        Room(1)[0] = value;
        _length++;
    }

    /// <summary>Room for some bytes behind those that were written.</summary>
    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length)
            Array.Resize(ref _bytes, Math.Max(_length + length, (int)Math.Min(Array.MaxLength, _bytes.Length * 2L)));
        return _bytes.AsSpan(_length);
    }
}
