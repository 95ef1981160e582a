using System.Globalization;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Base;

/// <summary>What becomes of a row of a keyed source.</summary>
public enum Verdict : byte
{
    /// <summary>The row wins its key.</summary>
    Kept,

    /// <summary>The row says what the winner says.</summary>
    Duplicate,

    /// <summary>Another row has a later version, or came later.</summary>
    Superseded,
}

/// <summary>
/// One row wins per key: the greatest version, then the latest by import, file and line. A loser
/// that says what the winner says is a duplicate, any other is superseded; and a winner that only
/// repeats what the base has is a duplicate too.
/// </summary>
public static class Winners
{
    /// <summary>The verdict on each row of each part.</summary>
    /// <param name="layout">The source's layout; without a key column the customer is the key.</param>
    /// <param name="parts">The rows, with their order by import, file and line.</param>
    /// <param name="newFrom">The least order of a new row; rows before it are those of the base.</param>
    public static Verdict[][] Judge(RowLayout layout, IReadOnlyList<Rows> parts, long newFrom = 0)
    {
        var pool = new TextPool();
        var winners = new List<(int Part, int Row)>();
        var keys = new int[parts.Count][];
        for (var part = 0; part < parts.Count; part++)
        {
            var column = KeyOf(layout, parts[part]);
            keys[part] = new int[parts[part].Count];
            for (var row = 0; row < parts[part].Count; row++)
            {
                var key = keys[part][row] = pool.Intern(column[row]);
                if (key == winners.Count)
                    winners.Add((part, row));
                else if (Beats(layout, parts[part], row, parts[winners[key].Part], winners[key].Row))
                    winners[key] = (part, row);
            }
        }

        return Verdicts(parts, keys, winners, newFrom);
    }

    private static Verdict[][] Verdicts(
        IReadOnlyList<Rows> parts, int[][] keys, List<(int Part, int Row)> winners, long newFrom)
    {
        var verdicts = keys.Select(k => new Verdict[k.Length]).ToArray();
        for (var part = 0; part < parts.Count; part++)
        {
            for (var row = 0; row < keys[part].Length; row++)
            {
                var winner = winners[keys[part][row]];
                if (winner == (part, row))
                    continue;
                var same = Same(parts[part], row, parts[winner.Part], winner.Row);
                var old = parts[part].Order!.Values[row] < newFrom;
                if (same && old && parts[winner.Part].Order!.Values[winner.Row] >= newFrom)
                    verdicts[winner.Part][winner.Row] = Verdict.Duplicate;
                else
                    verdicts[part][row] = same ? Verdict.Duplicate : Verdict.Superseded;
            }
        }

        return verdicts;
    }

    /// <summary>The column with the key of each row.</summary>
    public static TextColumn KeyOf(RowLayout layout, Rows rows) =>
        layout.Key < 0 ? rows.Customers : (TextColumn)rows.Columns[layout.Key];

    private static bool Beats(RowLayout layout, Rows a, int rowA, Rows b, int rowB)
    {
        if (layout.Version >= 0)
        {
            var versions = CompareVersions(
                ((TextColumn)a.Columns[layout.Version])[rowA], ((TextColumn)b.Columns[layout.Version])[rowB]);
            if (versions != 0)
                return versions > 0;
        }

        return a.Order!.Values[rowA] > b.Order!.Values[rowB];
    }

    /// <summary>
    /// Numbers by size and before all else, other texts by code point, so that ISO times compare by time.
    /// </summary>
    private static int CompareVersions(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var numberA = Number(a);
        var numberB = Number(b);
        return (numberA, numberB) switch
        {
            ({ } x, { } y) => x.CompareTo(y),
            ({ }, null) => -1,
            (null, { }) => 1,
            _ => TextList.Compare(a, b),
        };
    }

    private static decimal? Number(ReadOnlySpan<byte> text) =>
        text.IsEmpty
            ? decimal.MinValue
            : decimal.TryParse(
                text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture, out var number)
                ? number
                : null;

    private static bool Same(Rows a, int rowA, Rows b, int rowB)
    {
        if (!a.Customers[rowA].SequenceEqual(b.Customers[rowB]))
            return false;
        for (var i = 0; i < a.Columns.Length; i++)
        {
            if (!Same(a.Columns[i], rowA, b.Columns[i], rowB))
                return false;
        }

        return true;
    }

    private static bool Same(Column a, int rowA, Column b, int rowB) => (a, b) switch
    {
        (TextColumn x, TextColumn y) => x.IsNull(rowA) == y.IsNull(rowB) && x[rowA].SequenceEqual(y[rowB]),
        (IntegerColumn x, IntegerColumn y) => x.Values[rowA] == y.Values[rowB],
        (NumberColumn x, NumberColumn y) => x.Values[rowA].Equals(y.Values[rowB]),
        (MoneyColumn { Units: { } x }, MoneyColumn { Units: { } y }) when x.Scale == y.Scale =>
            x.Values[rowA] == y.Values[rowB],
        (MoneyColumn x, MoneyColumn y) => x.Values[rowA] == y.Values[rowB],
        (DateColumn x, DateColumn y) => x.Values[rowA] == y.Values[rowB],
        (BooleanColumn x, BooleanColumn y) => x.Values[rowA] == y.Values[rowB],
        _ => false,
    };
}
