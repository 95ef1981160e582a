using System.Numerics;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tracking.Holds;

/// <summary>A number that a scheme decides by, and the values that it may have within the buffer.</summary>
/// <param name="slot">Where the scheme finds it.</param>
internal abstract class BufferInput(int slot)
{
    // Nothing that is measured comes near, and a sum of two such numbers is exact enough.
    private const double Largest = 1e18;

    /// <summary>Where the scheme finds it.</summary>
    public int Slot { get; } = slot;

    /// <summary>Turns to a customer; tells how many other values it may have.</summary>
    public abstract int Turn(int customer);

    /// <summary>Gives a row one of these values.</summary>
    /// <param name="row">The row.</param>
    /// <param name="value">The number of the value, from 0.</param>
    public abstract void Give(int row, int value);

    /// <summary>A column of the rows with the values given since the last time in their places.</summary>
    public abstract Column Give(Column rows);

    /// <summary>An input by its column; null when it has no order, or nothing cuts it.</summary>
    /// <param name="column">Its values.</param>
    /// <param name="cuts">Where it is cut.</param>
    /// <param name="width">The width of the buffer.</param>
    public static BufferInput? Of(Column column, BufferCuts cuts, BufferWidth width) => column switch
    {
        NumberColumn c when Sorted(cuts.Numbers, cut => Math.Abs(cut) < Largest) is { Length: > 0 } sorted =>
            new Typed<double>(
                cuts.Slot, sorted, width.At, row => Math.Abs(c.Values[row]) < Largest ? c.Values[row] : null,
                (rows, given) => new NumberColumn(With(((NumberColumn)rows).Values, given, value => value))),
        NumberColumn or TextColumn or BooleanColumn => null,
        _ when Sorted(cuts.Decimals, cut => Math.Abs(cut) < (decimal)Largest) is { Length: > 0 } sorted =>
            new Typed<decimal>(cuts.Slot, sorted, width.At, row => Exact(column, row), With)
            {
                IsWhole = column is not MoneyColumn,
            },
        _ => null,
    };

    private static T[] Sorted<T>(IEnumerable<T> cuts, Func<T, bool> isSmall) =>
        [.. cuts.Where(isSmall).Distinct().Order()];

    private static decimal? Exact(Column column, int row)
    {
        if (column.IsNull(row))
            return null;
        var value = column switch
        {
            IntegerColumn c => c.Values[row],
            DateColumn c => c.Values[row],
            _ => ((MoneyColumn)column).Values[row],
        };
        return Math.Abs(value) < (decimal)Largest ? value : null;
    }

    private static Column With(Column rows, IReadOnlyList<(int Row, decimal Value)> given) => rows switch
    {
        IntegerColumn c => new IntegerColumn(With(c.Values, given, value => (long)value)),
        DateColumn c => new DateColumn(With(c.Values, given, value => (int)value)),
        _ => new MoneyColumn(With(((MoneyColumn)rows).Values, given, value => value)),
    };

    private static TCell[] With<T, TCell>(
        TCell[] values, IReadOnlyList<(int Row, T Value)> given, Func<T, TCell> cellOf)
    {
        TCell[] changed = [.. values];
        foreach (var (row, value) in given)
            changed[row] = cellOf(value);
        return changed;
    }

    private sealed class Typed<T>(
        int slot, T[] cuts, Func<T, T> width, Func<int, T?> read,
        Func<Column, IReadOnlyList<(int Row, T Value)>, Column> with) : BufferInput(slot)
        where T : struct, IFloatingPoint<T>
    {
        private readonly List<(int Row, T Value)> _given = [];
        private T[] _values = [];

        /// <summary>Whether there are whole numbers only.</summary>
        public bool IsWhole { get; init; }

        public override int Turn(int customer)
        {
            _values = read(customer) is { } value ? [.. NearbyValues.Of(value, cuts, width, IsWhole)] : [];
            return _values.Length;
        }

        public override void Give(int row, int value) => _given.Add((row, _values[value]));

        public override Column Give(Column rows)
        {
            var changed = with(rows, _given);
            _given.Clear();
            return changed;
        }
    }
}
