using System.Buffers;
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

    // Of 64 bits.
    private const int MostDigits = 19;

    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 12);
    private readonly bool _isForSpreadsheets = isForSpreadsheets;
    private bool _isBegun;

    /// <summary>What was written since it was last taken.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>Forgets what was written.</summary>
    public void Clear() => _bytes.ResetWrittenCount();

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
            _bytes.Write(text);
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
        value.TryFormat(_bytes.GetSpan(LongestNumber), out var written, format, CultureInfo.InvariantCulture);
        _bytes.Advance(written);
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
        var text = _bytes.GetSpan(DayLength);
        for (var at = 3; at >= 0; at--, year /= 10)
            text[at] = (byte)('0' + (year % 10));
        (text[4], text[7]) = ((byte)'-', (byte)'-');
        (text[5], text[6]) = ((byte)('0' + (month / 10)), (byte)('0' + (month % 10)));
        (text[8], text[9]) = ((byte)('0' + (ofMonth / 10)), (byte)('0' + (ofMonth % 10)));
        _bytes.Advance(DayLength);
    }

    /// <summary>Adds an amount: without trailing zeros, and zero without a sign.</summary>
    private void Amount(decimal amount)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(amount, parts);
        var (digits, scale) = (((ulong)(uint)parts[1] << 32) | (uint)parts[0], (int)amount.Scale);
        while (scale > 0 && digits % 10 == 0)
            (digits, scale) = (digits / 10, scale - 1);
        if (parts[2] != 0 || scale >= MostDigits || digits == 0)
        {
            Number(Exact.Trimmed(amount));
            return;
        }

        Span<byte> text = stackalloc byte[LongestNumber];
        var at = text.Length;
        for (var behind = scale; digits > 0 || behind >= 0; behind--, digits /= 10)
        {
            if (behind == 0 && scale > 0)
                text[--at] = (byte)'.';
            text[--at] = (byte)('0' + (digits % 10));
        }

        if (parts[3] < 0)
            text[--at] = (byte)'-';
        Raw(text[at..]);
    }

    /// <summary>Adds cells that are CSV already.</summary>
    public void Raw(ReadOnlySpan<byte> cells)
    {
        Begin();
        _bytes.Write(cells);
    }

    /// <summary>Ends the line.</summary>
    /// <param name="end">What stands at its end.</param>
    public void End(ReadOnlySpan<byte> end)
    {
        _bytes.Write(end);
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

    private void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }
}
