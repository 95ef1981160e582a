using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Dumps;

/// <summary>How the cells of one column are read.</summary>
/// <param name="Cell">The index of the cell in the row, or -1 when the file lacks the (optional) column.</param>
/// <param name="Name">The name of the column, for rejections.</param>
/// <param name="Type">The type it is read as.</param>
/// <param name="Format">The format of a date, or null for ISO 8601.</param>
/// <param name="Plain">Whether a text is expected to differ from row to row
/// (ids, keys) and is kept without a pool.</param>
internal sealed record Slot(int Cell, string Name, ColumnType Type, string? Format = null, bool Plain = false);

/// <summary>The growing column of a slot.</summary>
internal abstract class SlotColumn
{
    /// <summary>A column for the cells of a slot.</summary>
    public static SlotColumn For(Slot slot, bool decimalComma, TimeZoneInfo zone) => slot.Type switch
    {
        ColumnType.Text => slot.Plain ? new PlainTexts() : new Texts(),
        ColumnType.Integer => new Integers(decimalComma),
        ColumnType.Number => new Numbers(decimalComma),
        ColumnType.Money => new Amounts(decimalComma),
        ColumnType.Date => new Dates(new DateCell(slot.Format, zone)),
        ColumnType.Boolean => new Booleans(),
        _ => throw new ArgumentOutOfRangeException(nameof(slot)),
    };

    /// <summary>
    /// Adds a cell that is not empty; null when it was read, else the rejection code and a null in its place.
    /// </summary>
    public abstract string? Add(ReadOnlySpan<byte> cell);

    /// <summary>Adds null.</summary>
    public abstract void AddNull();

    /// <summary>The column so far.</summary>
    public abstract Column Done();

    private sealed class Texts : SlotColumn
    {
        // So many texts tell whether they come again.
        private const int Tried = 4096;

        private readonly TextPool _pool = new();
        private readonly Growing<int> _codes = new();
        private bool _isPooled = true;
        private int _seen;

        public override string? Add(ReadOnlySpan<byte> cell)
        {
            _codes.Add(_isPooled ? _pool.Intern(cell) : _pool.Texts.Add(cell));
            if (++_seen == Tried)
                _isPooled = _pool.Count < Tried / 2;
            return null;
        }

        public override void AddNull() => _codes.Add(TextColumn.Null);

        public override Column Done() => new TextColumn(_codes.Take(), _pool.Texts);
    }

    private sealed class PlainTexts : SlotColumn
    {
        private readonly Growing<byte> _bytes = new();
        private readonly Growing<int> _ends = new();
        private readonly Growing<int> _codes = new();

        public override string? Add(ReadOnlySpan<byte> cell)
        {
            _bytes.Add(cell);
            _codes.Add(_ends.Count);
            _ends.Add(_bytes.Count);
            return null;
        }

        public override void AddNull() => _codes.Add(TextColumn.Null);

        public override Column Done() => new TextColumn(_codes.Take(), new TextList(_bytes.Take(), _ends.Take()));
    }

    private sealed class Integers(bool decimalComma) : SlotColumn
    {
        private readonly Growing<long> _values = new();

        public override string? Add(ReadOnlySpan<byte> cell)
        {
            var code = NumberCell.Whole(cell, decimalComma, out var value);
            _values.Add(code is null ? value : IntegerColumn.Null);
            return code;
        }

        public override void AddNull() => _values.Add(IntegerColumn.Null);

        public override Column Done() => new IntegerColumn(_values.Take());
    }

    private sealed class Numbers(bool decimalComma) : SlotColumn
    {
        private readonly Growing<double> _values = new();

        public override string? Add(ReadOnlySpan<byte> cell)
        {
            var code = NumberCell.Floating(cell, decimalComma, out var value);
            _values.Add(code is null ? value : NumberColumn.Null);
            return code;
        }

        public override void AddNull() => _values.Add(NumberColumn.Null);

        public override Column Done() => new NumberColumn(_values.Take());
    }

    private sealed class Amounts(bool decimalComma) : SlotColumn
    {
        private readonly AmountList _amounts = new();

        public override string? Add(ReadOnlySpan<byte> cell)
        {
            if (NumberCell.TryUnits(cell, decimalComma, out var units, out var scale))
            {
                _amounts.Add(units, scale);
                return null;
            }

            var code = NumberCell.Exact(cell, decimalComma, out var value);
            if (code is null)
                _amounts.Add(value);
            else
                _amounts.AddNull();
            return code;
        }

        public override void AddNull() => _amounts.AddNull();

        public override Column Done() => _amounts.ToColumn();
    }

    /// <summary>Days, and beside them the instants of those cells that have a time of day.</summary>
    internal sealed class Dates(DateCell reader) : SlotColumn
    {
        private const int LongestKept = 16;

        private readonly Growing<int> _days = new();

        // Mostly no cell has a time of day: what comes before the first that has is null.
        private readonly Growing<long> _instants = new();
        private readonly byte[] _last = new byte[LongestKept];
        private int _lastLength = -1;
        private int _lastDay;
        private IntegerColumn? _taken;

        public override string? Add(ReadOnlySpan<byte> cell)
        {
            // Dumps are mostly in order of time: many a day is that of the row before.
            if (cell.Length == _lastLength && cell.SequenceEqual(_last.AsSpan(0, cell.Length)))
            {
                _days.Add(_lastDay);
                return null;
            }

            return AddRead(cell);
        }

        public override void AddNull() => _days.Add(DateColumn.Null);

        public override Column Done()
        {
            if (_instants.Count > 0)
                FillInstants();
            _taken = _instants.Count > 0 ? new IntegerColumn(_instants.Take()) : IntegerColumn.Nulls(_days.Count);
            return new DateColumn(_days.Take());
        }

        /// <summary>The instants, once the days are done.</summary>
        public IntegerColumn Instants() => _taken!;

        private string? AddRead(ReadOnlySpan<byte> cell)
        {
            var read = reader.TryRead(cell, out var day, out var instant);
            if (read && instant != IntegerColumn.Null)
                AddInstant(instant);
            else if (read && cell.Length <= LongestKept)
                (_lastDay, _lastLength) = (day, Keep(cell));
            _days.Add(read ? day : DateColumn.Null);
            return read ? null : RejectionCode.Date;
        }

        private int Keep(ReadOnlySpan<byte> cell)
        {
            cell.CopyTo(_last);
            return cell.Length;
        }

        private void AddInstant(long instant)
        {
            FillInstants();
            _instants.Add(instant);
        }

        private void FillInstants()
        {
            while (_instants.Count < _days.Count)
                _instants.Add(IntegerColumn.Null);
        }
    }

    private sealed class Booleans : SlotColumn
    {
        private const sbyte True = 1;
        private const sbyte False = 0;

        private readonly Growing<sbyte> _values = new();

        public override string? Add(ReadOnlySpan<byte> cell)
        {
            var value = Read(cell);
            _values.Add(value);
            return value == BooleanColumn.Null ? RejectionCode.Boolean : null;
        }

        public override void AddNull() => _values.Add(BooleanColumn.Null);

        public override Column Done() => new BooleanColumn(_values.Take());

        private static sbyte Read(ReadOnlySpan<byte> cell) =>
            cell.Length == 1
                ? cell[0] switch
                {
                    (byte)'1' or (byte)'t' or (byte)'T' or (byte)'y' or (byte)'Y' => True,
                    (byte)'0' or (byte)'f' or (byte)'F' or (byte)'n' or (byte)'N' => False,
                    _ => BooleanColumn.Null,
                }
                : Is(cell, "true"u8) || Is(cell, "yes"u8) ? True
                : Is(cell, "false"u8) || Is(cell, "no"u8) ? False
                : BooleanColumn.Null;

        private static bool Is(ReadOnlySpan<byte> cell, ReadOnlySpan<byte> word) =>
            System.Text.Ascii.EqualsIgnoreCase(cell, word);
    }
}
