using System.Globalization;

namespace EndToEnd.Determinism;

/// <summary>The starter's measures and segments by a plain loop over the lines of a generated sample.</summary>
internal sealed class PlainLoop
{
    private readonly Dictionary<string, (int Last, int Count, long Cents, int Count90)> _orders = [];
    private readonly Dictionary<string, int> _signups = [];
    private readonly int _asOf;

    public PlainLoop(string folder)
    {
        foreach (var cells in Lines(Path.Combine(folder, "customers.csv")))
            _signups[cells[0]] = Day(cells[7])!.Value;
        var orders = Lines(Path.Combine(folder, "transactions.csv"))
            .Where(cells => cells.Count == 7 && cells[1].Length > 0 && cells[3] != "n/a" && Day(cells[2]) is not null)
            .Select(cells => (Customer: cells[1], Day: Day(cells[2])!.Value, Cents: (long)(Amount(cells[3]) * 100)))
            .ToArray();
        _asOf = orders.Max(order => order.Day) + 1;
        foreach (var order in orders)
        {
            var (last, count, cents, count90) = _orders.GetValueOrDefault(order.Customer);
            _orders[order.Customer] = (
                Math.Max(last, order.Day), count + 1, cents + order.Cents, count90 + (order.Day > _asOf - 90 ? 1 : 0));
        }
    }

    /// <summary>
    /// The expected lines of the columns that are computed here: id, recency,
    /// frequency, monetary, tenure, r, f, m, rfm, engaged.
    /// </summary>
    public IEnumerable<string> Lines()
    {
        var buyers = _orders.Values.ToArray();
        var recencies = Sorted(buyers.Select(b => (long)(_asOf - b.Last)));
        var frequencies = Sorted(buyers.Select(b => (long)b.Count));
        var amounts = Sorted(buyers.Select(b => b.Cents));
        foreach (var id in _signups.Keys.Order(StringComparer.Ordinal))
        {
            var tenure = _asOf - _signups[id];
            if (!_orders.TryGetValue(id, out var own))
            {
                yield return $"{id},,0,0,{tenure},,,,prospect,False";
                continue;
            }

            var r = 6 - Bucket(recencies, _asOf - own.Last);
            var (f, m) = (Bucket(frequencies, own.Count), Bucket(amounts, own.Cents));
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{id},{_asOf - own.Last},{own.Count},{own.Cents / 100m:0.##},{tenure},{r},{f},{m},{Segment(r, f, m)},{own.Count90 > 0}");
        }
    }

    /// <summary>
    /// 1 + the number of fifths' edges strictly below a value; an edge is
    /// compared times five, so that nothing is rounded.
    /// </summary>
    private static int Bucket(long[] sorted, long value)
    {
        const int Fifths = 5;
        var bucket = 1;
        for (var edge = 1; edge < Fifths; edge++)
        {
            var (below, part) = Math.DivRem(edge * (sorted.Length - 1), Fifths);
            var above = Math.Min(below + 1, sorted.Length - 1);
            if ((Int128)sorted[below] * (Fifths - part) + (Int128)sorted[above] * part < (Int128)value * Fifths)
                bucket++;
        }

        return bucket;
    }

    /// <summary>The segment of three scores, by the conditions of the shipped rfm schemes.</summary>
    public static string Segment(int r, int f, int m)
    {
        if (r >= 4 && f >= 4 && m >= 4)
            return "champions";
        if (r >= 3 && f >= 4)
            return "loyal";
        if (r >= 4 && f >= 2)
            return "potential-loyalist";
        if (r == 5 && f == 1)
            return "new";
        if (r == 4 && f == 1)
            return "promising";
        if (r == 3 && (f >= 2 || m >= 4))
            return "need-attention";
        if (r == 3)
            return "about-to-sleep";
        if (r == 2 && (f >= 3 || m >= 4))
            return "at-risk";
        if (r == 1 && f >= 4 && m >= 4)
            return "cant-lose";
        return r == 2 || f >= 3 || m >= 3 ? "hibernating" : "lost";
    }

    private static long[] Sorted(IEnumerable<long> values) => [.. values.Order()];

    private static IEnumerable<List<string>> Lines(string path)
    {
        foreach (var line in File.ReadLines(path).Skip(1))
        {
            var (cells, start, quoted) = (new List<string>(), 0, false);
            for (var i = 0; i <= line.Length; i++)
            {
                if (i < line.Length && line[i] == '"')
                    quoted = !quoted;
                if (i < line.Length && (quoted || line[i] != ','))
                    continue;
                cells.Add(line[start..i]);
                start = i + 1;
            }

            yield return cells;
        }
    }

    private static int? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.DayNumber
            : null;

    private static decimal Amount(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
