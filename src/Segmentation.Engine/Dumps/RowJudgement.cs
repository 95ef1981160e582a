using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Dumps;

/// <summary>
/// Decides for every row of a chunk what becomes of it, in the order of the ledger: the first that applies counts.
/// </summary>
internal sealed class RowJudgement
{
    // The slot of a fault in where or in a computed time, which is no column.
    private const int Computed = int.MinValue;

    private readonly SourceBinding _binding;
    private readonly RowLayout _layout;
    private readonly bool _belongsTo;
    private readonly string? _currency;
    private readonly JoinMap? _joins;
    private readonly ChunkReading _reading;
    private readonly TextColumn _customers;
    private readonly JoinMap.Joined[] _joined;
    private readonly bool[] _known;
    private readonly RatesTable _rates;
    private readonly Column? _days;
    private readonly Column[] _fields;
    private readonly List<CellFault> _late = [];

    public RowJudgement(
        SourceBinding binding, SourceDefinition source, string? currency, RatesTable rates, JoinMap? joins,
        ChunkReading reading)
    {
        (_binding, _currency, _rates, _joins, _reading) = (binding, currency, rates, joins, reading);
        (_layout, _belongsTo) = (RowLayout.Of(source), source.BelongsTo);
        _customers = (TextColumn)reading.Column(binding.Customer);
        _joined = joins is null ? [] : new JoinMap.Joined[reading.Count];
        _known = Join();
        _days = binding.Time >= 0 ? reading.Column(binding.Time) : binding.ComputedTime?.Evaluate(reading);
        _fields = [.. binding.Fields.Select(Field)];
    }

    private enum Fate : byte
    {
        Accepted,
        Filtered,
        Rejected,
        Unresolved,
    }

    public ParsedChunk Result(long firstOrder)
    {
        var fates = Judge();
        var accepted = RowsOf(fates, Fate.Accepted);
        var unresolved = RowsOf(fates, Fate.Unresolved);
        var filtered = RowsOf(fates, Fate.Filtered);
        var rejections = _reading.Rejections.OrderBy(r => r.Offset).Select(r => r.Rejection).ToArray();
        var ledger = new Ledger
        {
            Read = _reading.Blank + accepted.Length + unresolved.Length + filtered.Length + rejections.Length
                + _reading.Erased.Count,
            Blank = _reading.Blank,
            Filtered = filtered.Length + _reading.Erased.Count,
            Rejected = rejections.Length,
            Unresolved = unresolved.Length,
            Accepted = accepted.Length,
        };
        return new ParsedChunk(
            Rows(accepted, firstOrder, joined: _joins is not null), Rows(unresolved, firstOrder, joined: false),
            FilteredKeys(filtered), rejections, ledger)
        {
            Erased = _reading.Erased,
            ErasedKeys = _reading.ErasedKeys,
        };
    }

    private Fate[] Judge()
    {
        var kept = _binding.Where is { } where ? Kept(where) : null;
        var fates = new Fate[_reading.Count];
        var faults = _reading.Faults.Concat(_late).OrderBy(f => f.Row).ThenBy(f => f.Slot < 0).ToArray();
        var isPlain = kept is null && _joins is null && _binding.Key < 0;
        var fault = 0;
        for (var row = 0; row < fates.Length; row++)
        {
            // Nearly every row of most dumps: nothing is wrong with it, and nothing to be asked of it.
            if (isPlain && (fault == faults.Length || faults[fault].Row != row)
                && !_customers.IsNull(row) && _days?.IsNull(row) != true)
                continue;
            var first = fault;
            while (fault < faults.Length && faults[fault].Row == row)
                fault++;
            fates[row] = Judge(row, kept, faults.AsSpan(first, fault - first));
        }

        return fates;
    }

    private sbyte[] Kept(Expression where)
    {
        _reading.Overflows.Clear();
        var kept = (BooleanColumn)where.Evaluate(_reading);
        AddOverflows(kept, Computed);
        return kept.Values;
    }

    private Fate Judge(int row, sbyte[]? kept, ReadOnlySpan<CellFault> faults)
    {
        if (kept is not null)
        {
            foreach (var fault in faults)
            {
                if (fault.Slot == Computed || _binding.WhereSlots.Contains(fault.Slot))
                    return Reject(fault);
            }

            if (kept[row] != 1)
                return Fate.Filtered;
        }

        if (_joins is not null && _known[row] && _joined[row].IsFiltered)
            return Fate.Filtered;
        if (_customers.IsNull(row))
            return Reject(new CellFault(row, _binding.Customer, RejectionCode.NoCustomer, ""));
        if (faults.Length > 0)
            return Reject(faults[0]);
        if (Lacking(row) is { } lacking)
            return Reject(lacking);
        return _joins is null || _known[row] ? Fate.Accepted : Fate.Unresolved;
    }

    /// <summary>What a row lacks or has too much of, apart from cells that could not be read.</summary>
    private CellFault? Lacking(int row)
    {
        if (_binding.Key >= 0 && _reading.Column(_binding.Key).IsNull(row))
            return new CellFault(row, _binding.Key, RejectionCode.NoKey, "");
        if (!_belongsTo && _days?.IsNull(row) == true)
            return new CellFault(row, _binding.Time < 0 ? Computed : _binding.Time, RejectionCode.NoTime, "");
        return null;
    }

    /// <summary>Whether the key of each row is known to the joined stream.</summary>
    private bool[] Join()
    {
        var known = new bool[_joined.Length];
        for (var row = 0; row < known.Length; row++)
            known[row] = !_customers.IsNull(row) && _joins!.TryFind(_customers[row], out _joined[row]);
        return known;
    }

    /// <summary>Amounts in the workspace's currency; a row without a rate is rejected.</summary>
    private Column Converted(BoundField field, int index, Column column)
    {
        if (column is not MoneyColumn amounts || field is { Foreign: null, Currency: < 0 })
            return column;
        var codes = field.Currency < 0 ? null : (TextColumn)_reading.Column(field.Currency);
        var converted = (decimal[])amounts.Values.Clone();
        for (var row = 0; row < converted.Length; row++)
        {
            if (amounts.IsNull(row) || codes?.IsNull(row) == true
                || (codes is not null && Ascii.EqualsIgnoreCase(codes[row], _currency!)))
                continue;
            var code = codes is null ? field.Foreign! : Encoding.UTF8.GetString(codes[row]);
            if (_rates.TryFind(code, DayOf(row), out var rate)
                && Exact.TryMultiply(amounts.Values[row], rate, out converted[row]))
                continue;
            converted[row] = MoneyColumn.Null;
            var slot = codes is not null ? field.Currency : field.Slot < 0 ? ~index : field.Slot;
            _late.Add(new CellFault(row, slot, RejectionCode.Currency, code));
        }

        return new MoneyColumn(converted);
    }

    private int DayOf(int row) =>
        _days is DateColumn days ? days.Values[row]
        : _joins is not null && _known[row] ? _joined[row].Day
        : DateColumn.Null;

    private Fate Reject(CellFault fault)
    {
        var column = fault.Slot switch
        {
            Computed => "",
            < 0 => _binding.Fields[~fault.Slot].Name,
            _ => _binding.Slots[fault.Slot].Name,
        };
        var format = fault.Slot >= 0 ? _binding.Slots[fault.Slot].Format : null;
        _reading.RejectRow(fault.Row, column, fault.Code, fault.Value, format);
        return Fate.Rejected;
    }

    private Column Field(BoundField field, int index)
    {
        if (field.Computed is not { } computed)
            return Converted(field, index, _reading.Column(field.Slot));
        _reading.Overflows.Clear();
        var column = computed.Evaluate(_reading);
        // A computed field has no slot: its complement names it.
        AddOverflows(column, ~index);
        return Converted(field, index, column);
    }

    /// <summary>A result that did not fit is null; where it is not, it stood in a branch that was not taken.</summary>
    private void AddOverflows(Column column, int slot)
    {
        foreach (var row in _reading.Overflows.Distinct())
        {
            if (column.IsNull(row))
                _late.Add(new CellFault(row, slot, RejectionCode.OutOfRange, ""));
        }
    }

    private static int[] RowsOf(Fate[] fates, Fate fate)
    {
        var rows = new int[fates.AsSpan().Count(fate)];
        for (int row = 0, at = 0; at < rows.Length; row++)
        {
            if (fates[row] == fate)
                rows[at++] = row;
        }

        return rows;
    }

    private TextList FilteredKeys(int[] filtered)
    {
        var keys = new TextList();
        if (_binding.Key < 0)
            return keys;
        var column = (TextColumn)_reading.Column(_binding.Key);
        foreach (var row in filtered)
        {
            if (!column.IsNull(row))
                keys.Add(column[row]);
        }

        return keys;
    }

    private Rows Rows(int[] rows, long firstOrder, bool joined)
    {
        var columns = new Column[_layout.Names.Count];
        if (_layout.Day >= 0)
            (columns[_layout.Day], columns[_layout.Instant]) = Times(rows, joined);
        if (_layout.Absent >= 0)
            columns[_layout.Absent] = new BooleanColumn(new sbyte[rows.Length]);
        if (_layout.Key >= 0)
            columns[_layout.Key] = Taken(_reading.Column(_binding.Key), rows);
        if (_layout.Version >= 0)
            columns[_layout.Version] = Taken(_reading.Column(_binding.Version), rows);
        if (_layout.Via >= 0)
            columns[_layout.Via] = Taken(_customers, rows);
        for (var i = 0; i < _fields.Length; i++)
            columns[_layout.FirstField + i] = Taken(_fields[i], rows);
        return new Rows(CustomersOf(rows, joined), _layout.Keyed ? OrderOf(rows, firstOrder) : null, columns);
    }

    /// <summary>Mostly every row is taken, and the column is as it was read.</summary>
    private static Column Taken(Column column, int[] rows) => rows.Length == column.Count ? column : column.Take(rows);

    private TextColumn CustomersOf(int[] rows, bool joined)
    {
        if (!joined)
            return (TextColumn)Taken(_customers, rows);
        var customers = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            customers[i] = _joined[rows[i]].Customer;
        return new TextColumn(customers, _joins!.Customers);
    }

    private IntegerColumn OrderOf(int[] rows, long firstOrder)
    {
        var order = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            order[i] = firstOrder + _reading.Offset(rows[i]);
        return new IntegerColumn(order);
    }

    private (Column Days, Column Instants) Times(int[] rows, bool joined)
    {
        if (_binding.Time >= 0)
            return (Taken(_days!, rows), Taken(_reading.Instants(_binding.Time), rows));
        if (_days is not null)
            return (Taken(_days, rows), Column.Nulls(ColumnType.Integer, rows.Length));
        if (!joined)
            return (Column.Nulls(ColumnType.Date, rows.Length), Column.Nulls(ColumnType.Integer, rows.Length));
        var (days, instants) = (new int[rows.Length], new long[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
            (days[i], instants[i]) = (_joined[rows[i]].Day, _joined[rows[i]].Instant);
        return (new DateColumn(days), new IntegerColumn(instants));
    }
}
