using System.Text;
using System.Text.Unicode;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Erasure;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Dumps;

/// <summary>A cell that could not be read.</summary>
/// <param name="Row">The row's number among the rows read.</param>
/// <param name="Slot">The slot.</param>
/// <param name="Code">The rejection code.</param>
/// <param name="Value">The cell, clipped.</param>
internal readonly record struct CellFault(int Row, int Slot, string Code, string Value);

/// <summary>The cells of a chunk, slot by slot, and what could not be read.</summary>
internal sealed class ChunkReading : Frame
{
    private const int LongestValue = 80;

    private readonly int[] _cells;
    private readonly SlotColumn[] _columns;
    private readonly Column?[] _done;
    private readonly Dialect _dialect;
    private readonly int _width;
    private readonly bool _ragged;
    private readonly bool _decimalComma;
    private readonly Growing<int> _offsets = new();
    private readonly List<CellFault> _faults = [];
    private readonly List<(int Offset, Rejection Rejection)> _rejections = [];
    private readonly List<int> _overflows = [];
    private readonly ErasedRows? _erased;
    private readonly string _source;
    private readonly int _customer;
    private readonly int _key;

    private ReadOnlyMemory<byte> _bytes;
    private long _firstLine;
    private long _line;
    private int _lineOffset;

    public ChunkReading(
        SourceBinding binding, Dialect dialect, SourceDefinition source, TimeZoneInfo zone, ErasedRows? erased)
    {
        var format = source.Format;
        (_erased, _source) = (erased, source.Name);
        _customer = binding.Slots[binding.Customer].Cell;
        _key = binding.Key < 0 ? -1 : binding.Slots[binding.Key].Cell;
        (_dialect, _ragged, _decimalComma) = (dialect, format.Ragged, format.DecimalComma);
        (_cells, _width) = ([.. binding.Slots.Select(slot => slot.Cell)], dialect.Columns.Count);
        _columns = [.. binding.Slots.Select(slot => SlotColumn.For(slot, format.DecimalComma, zone))];
        _done = new Column?[_columns.Length];
    }

    /// <summary>The rows that have the right number of cells; the other arrays count by them.</summary>
    public override int Count => _offsets.Count;

    /// <summary>Rows know no as-of day: the binder refuses it in sources.</summary>
    public override int AsOf => throw new InvalidOperationException("a row of a dump has no as-of day");

    /// <summary>Rows without any text.</summary>
    public long Blank { get; private set; }

    /// <summary>The cells that could not be read, by row.</summary>
    public IReadOnlyList<CellFault> Faults => _faults;

    /// <summary>The rows of erased customers; nothing else is known of them.</summary>
    public List<ErasedRow> Erased { get; } = [];

    /// <summary>The hashes of their keys.</summary>
    public List<string> ErasedKeys { get; } = [];

    /// <summary>The rejections so far, by their offset in the chunk.</summary>
    public IReadOnlyList<(int Offset, Rejection Rejection)> Rejections => _rejections;

    /// <summary>The rows whose last evaluated expression did not fit its type.</summary>
    public List<int> Overflows => _overflows;

    /// <summary>Where a row begins in the chunk, in bytes.</summary>
    public int Offset(int row) => _offsets.Values[row];

    /// <inheritdoc/>
    public override Column Column(int slot) => _done[slot] ??= _columns[slot].Done();

    /// <summary>The instants of a slot of dates.</summary>
    public IntegerColumn Instants(int slot)
    {
        _done[slot] ??= _columns[slot].Done();
        return ((SlotColumn.Dates)_columns[slot]).Instants();
    }

    /// <inheritdoc/>
    public override void Overflow(int row) => _overflows.Add(row);

    /// <summary>Reads all rows of a chunk.</summary>
    public void Read(ReadOnlyMemory<byte> bytes, Chunk chunk)
    {
        _bytes = bytes;
        _firstLine = _line = chunk.FirstLine;
        var checkText = !Utf8.IsValid(bytes.Span);
        var from = 0;
        foreach (var broken in chunk.Malformed)
        {
            ReadRows(from, broken.Start, checkText);
            if (_erased?.IsMentioned(bytes.Span.Slice(broken.Start, broken.Length)) == true)
                Erase(broken.Start, broken.Length);
            else
                Reject(broken);
            from = broken.Start + broken.Length;
        }

        ReadRows(from, bytes.Length, checkText);
    }

    /// <summary>Rejects a row that was read.</summary>
    public void RejectRow(int row, string column, string code, string value, string? dateFormat) =>
        Reject(_offsets.Values[row], column, code, value, dateFormat);

    private void ReadRows(int from, int to, bool checkText)
    {
        if (from == to)
            return;
        using var rows = new RowReader(_bytes[from..to], _dialect.Delimiter, _dialect.Blanks);
        while (rows.Read())
        {
            var offset = from + (int)rows.Offset;
            if (rows.IsBlank)
                Blank++;
            else if (_erased is not null && IsErased(_erased, rows, checkText))
                Erase(_erased, rows, offset);
            else if (checkText && !Utf8.IsValid(rows.Raw))
                Reject(offset, "", RejectionCode.Encoding, Text(rows.Raw));
            else if (rows.CellCount != _width && !_ragged)
                Reject(
                    offset, "", RejectionCode.FieldCount,
                    $"{rows.CellCount} cells instead of {_dialect.Columns.Count}: {Text(rows.Raw)}");
            else
                ReadRow(rows, offset);
        }
    }

    /// <summary>
    /// Whether a row is an erased customer's: its cell says so, or nobody can tell whose it is, and it mentions one.
    /// </summary>
    private bool IsErased(ErasedRows erased, RowReader rows, bool checkText)
    {
        var customer = Cell(rows, _customer);
        if (erased.Owns(customer))
            return true;
        var isWhole = (rows.CellCount == _dialect.Columns.Count || _ragged) && !(checkText && !Utf8.IsValid(rows.Raw));
        return (!isWhole || customer.IsEmpty) && erased.IsMentioned(rows.Raw);
    }

    private void Erase(ErasedRows erased, RowReader rows, int offset)
    {
        var key = Cell(rows, _key);
        if (!key.IsEmpty)
            ErasedKeys.Add(erased.HashOfKey(_source, key));
        Erase(offset, rows.Length);
    }

    private void Erase(int offset, int length)
    {
        var line = LineOf(offset);
        var lines = LineEnds.Count(_bytes.Span.Slice(offset, length).TrimEnd("\r\n"u8), -1);
        Erased.Add(new ErasedRow(offset, length, line, line + lines));
    }

    private static ReadOnlySpan<byte> Cell(RowReader rows, int cell) =>
        cell < 0 || cell >= rows.CellCount ? default : rows[cell];

    private void ReadRow(RowReader rows, int offset)
    {
        var row = _offsets.Count;
        _offsets.Add(offset);
        var (columns, cells) = (_columns, _cells);
        for (var i = 0; i < columns.Length; i++)
        {
            var cell = Cell(rows, cells[i]);
            if (cell.IsEmpty)
                columns[i].AddNull();
            else if (columns[i].Add(cell) is { } code)
                _faults.Add(new CellFault(row, i, code, Text(cell)));
        }
    }

    private void Reject(MalformedRow broken)
    {
        var row = _bytes.Span.Slice(broken.Start, broken.Length);
        var cell = CellNumber(row, broken.Quote - broken.Start);
        var column = cell < _dialect.Columns.Count ? _dialect.Columns[cell] : "";
        var at = broken.Code == RejectionCode.UnterminatedQuote ? broken.Quote : broken.Start;
        Reject(
            at, column, broken.Code, Text(_bytes.Span[broken.Quote..(broken.Start + broken.Length)].TrimEnd("\r\n"u8)));
    }

    /// <summary>The number of the cell that a quote opens, from 0.</summary>
    private int CellNumber(ReadOnlySpan<byte> row, int quote)
    {
        var cell = 0;
        var start = 0;
        for (var i = 0; i < quote; i++)
        {
            if (i == start && row[i] == Dialect.Quote)
            {
                // Past a quoted cell: its doubled quotes stay inside.
                for (i++; i < quote && !(row[i] == Dialect.Quote && row[++i] != Dialect.Quote); i++)
                {
                }
            }

            if (i < quote && row[i] == _dialect.Delimiter)
            {
                cell++;
                start = i + 1;
            }
        }

        return cell;
    }

    private void Reject(int offset, string column, string code, string value, string? dateFormat = null) =>
        _rejections.Add((offset, new Rejection(
            LineOf(offset), column, code, value, RejectionCode.Hint(code, dateFormat, _decimalComma))));

    /// <summary>The line of an offset. Offsets grow, but for the step back from reading rows to judging them.</summary>
    private long LineOf(int offset)
    {
        if (offset < _lineOffset)
            (_line, _lineOffset) = (_firstLine, 0);
        var passed = _bytes.Span[_lineOffset..offset];
        _line += LineEnds.Count(passed, offset < _bytes.Length ? _bytes.Span[offset] : -1);
        _lineOffset = offset;
        return _line;
    }

    private static string Text(ReadOnlySpan<byte> cell)
    {
        var text = Encoding.UTF8.GetString(cell.Length > LongestValue * 4 ? cell[..(LongestValue * 4)] : cell);
        return text.Length <= LongestValue ? text : text[..LongestValue] + "...";
    }
}
