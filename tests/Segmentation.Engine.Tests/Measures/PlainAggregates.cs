using System.Numerics;
using System.Text;

namespace Segmentation.Engine.Tests.Measures;

/// <summary>A row of a customer, as plain loops see it.</summary>
internal sealed record EventRow(
    string Customer, int Day, long? Instant, string? A, long? B, double? C, decimal? D, int? E, bool? F);

/// <summary>Measures of shares, trends, modes, percentiles and decay, and plain loops that find the same.</summary>
internal static class PlainAggregates
{
    public static Comparer<string?> ByCodePoint { get; } = Comparer<string?>.Create((a, b) =>
        a is null || b is null
            ? (a is null ? 0 : 1) - (b is null ? 0 : 1)
            : Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)));

    public static (string Text, Func<EventRow[], object?> Of)[] Of(int asOf) =>
    [
        ("share(orders WHERE f)", rows => Share(rows.Count(r => r.F == true), rows.Length)),
        ("share(orders WHERE a = 'b' IN LAST 2 DAYS)", rows => Share(
            rows.Count(r => r.A == "b" && r.Day > asOf - 2), rows.Count(r => r.Day > asOf - 2))),
        ("share(orders.d WHERE f)", rows => Share(
            rows.Where(r => r.F == true).Sum(r => r.D ?? 0), rows.Sum(r => r.D ?? 0))),
        ("share(orders.c WHERE b > 0)", rows =>
            Sum(rows, r => r.C) is var whole && whole != 0 ? Sum(rows.Where(r => r.B > 0), r => r.C) / whole : null),
        ("share(orders.b WHERE NOT f IN LAST 3 DAYS)", rows => WholeShare([.. rows.Where(r => r.Day > asOf - 3)])),
        ("trend(orders.d)", Trend),
        ("trend(orders.d WHERE b > 0 IN LAST 4 DAYS)", rows =>
            Trend([.. rows.Where(r => r.B > 0 && r.Day > asOf - 4)])),
        ("mode(orders.a)", rows => Mode(rows, r => r.A, ByCodePoint)),
        ("mode(orders.a WHERE f IN LAST 3 DAYS)", rows =>
            Mode(rows.Where(r => r.F == true && r.Day > asOf - 3), r => r.A, ByCodePoint)),
        ("mode(orders.b)", rows => Mode(rows, r => r.B)),
        ("mode(orders.c)", rows => Mode(rows, r => r.C)),
        ("mode(orders.d)", rows => Mode(rows, r => r.D)),
        ("mode(orders.e)", rows => Mode(rows, r => r.E)),
        ("mode(orders.f)", rows => Mode(rows, r => r.F is { } f ? (sbyte)(f ? 1 : 0) : default(sbyte?))),
        ("mode(orders.time)", rows => Mode(rows, r => (int?)r.Day)),
        ("mode_share(orders.a)", rows => ModeShare(rows, r => r.A)),
        ("mode_share(orders.d WHERE f)", rows => ModeShare(rows.Where(r => r.F == true), r => r.D)),
        ("mode_share(orders.time IN LAST 3 DAYS)", rows => ModeShare(rows.Where(r => r.Day > asOf - 3), r => r.Day)),
        ("nps(orders.d)", rows => PromoterScore(rows.Select(r => r.D))),
        ("nps(orders.b WHERE f)", rows => PromoterScore(rows.Where(r => r.F == true).Select(r => (decimal?)r.B))),
        ("nps(orders.c * 20)", rows => PromoterScore(rows.Select(r => (decimal?)(r.C * 20)))),
        ("median(orders.d)", rows => Percentile(rows.Select(r => r.D), 50)),
        ("median(orders.b WHERE f)", rows => Percentile(rows.Where(r => r.F == true).Select(r => (decimal?)r.B), 50)),
        ("percentile(orders.d, 0)", rows => rows.Min(r => r.D)),
        ("percentile(orders.d, 100 IN LAST 2 DAYS)", rows => rows.Where(r => r.Day > asOf - 2).Max(r => r.D)),
        ("percentile(orders.d, 99.95)", rows => Percentile(rows.Select(r => r.D), 99.95m)),
        ("percentile(orders.b, 33.3)", rows => Percentile(rows.Select(r => (decimal?)r.B), 33.3m)),
        ("percentile(orders.c, 75)", rows => Quartile([.. rows.Select(r => r.C).OfType<double>().Order()])),
        ("decayed(orders, 2)", rows => rows.Sum(r => Math.Pow(0.5, (asOf - r.Day) / 2.0))),
        ("decayed(orders.d, 3 WHERE f IN LAST 5 DAYS)", rows => Sum(
            rows.Where(r => r.F == true && r.Day > asOf - 5),
            r => (double?)r.D * Math.Pow(0.5, (asOf - r.Day) / 3.0))),
    ];

    private static object? Share(decimal part, decimal whole) => whole == 0 ? null : (double)(part / whole);

    private static object? WholeShare(EventRow[] rows)
    {
        var whole = rows.Aggregate(BigInteger.Zero, (sum, r) => sum + (r.B ?? 0));
        var part = rows.Where(r => r.F == false).Aggregate(BigInteger.Zero, (sum, r) => sum + (r.B ?? 0));
        var fits = BigInteger.Abs(part) <= long.MaxValue && BigInteger.Abs(whole) <= long.MaxValue;
        return fits ? Share((decimal)part, (decimal)whole) : null;
    }

    private static double Sum(IEnumerable<EventRow> rows, Func<EventRow, double?> value) =>
        rows.Aggregate(0.0, (sum, row) => sum + (value(row) ?? 0));

    /// <summary>The slope of the least-squares line, with exact sums.</summary>
    private static object? Trend(EventRow[] rows)
    {
        EventRow[] known = [.. rows.Where(r => r.D is not null)];
        decimal count = known.Length;
        var (days, values) = (known.Sum(r => (decimal)r.Day), known.Sum(r => r.D!.Value));
        var spread = count * known.Sum(r => (decimal)r.Day * r.Day) - days * days;
        return spread == 0 ? null : (double)((count * known.Sum(r => r.Day * r.D!.Value) - days * values) / spread);
    }

    private static object? Mode<T>(IEnumerable<EventRow> rows, Func<EventRow, T?> value)
        where T : struct => Mode<object>(rows, row => value(row), Comparer<object>.Default);

    private static object? Mode<T>(IEnumerable<EventRow> rows, Func<EventRow, T?> value, IComparer<T> order)
        where T : class => rows.Where(row => value(row) is not null)
            .GroupBy(row => value(row)!)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Last().Day)
            .ThenByDescending(group => group.Last().Instant ?? long.MinValue)
            .ThenBy(group => group.Key, order)
            .FirstOrDefault()?.Key;

    private static object? ModeShare(IEnumerable<EventRow> rows, Func<EventRow, object?> value)
    {
        object[] values = [.. rows.Select(value).OfType<object>()];
        return values.Length == 0 ? null : (double)values.GroupBy(x => x).Max(group => group.Count()) / values.Length;
    }

    private static object? PromoterScore(IEnumerable<decimal?> answers)
    {
        decimal[] known = [.. answers.OfType<decimal>().Where(answer => answer is >= 0 and <= 10)];
        return known.Length == 0
            ? null
            : 100.0 * (known.Count(answer => answer >= 9) - known.Count(answer => answer < 7)) / known.Length;
    }

    private static object? Percentile(IEnumerable<decimal?> values, decimal percent)
    {
        decimal[] sorted = [.. values.OfType<decimal>().Order()];
        var position = percent / 100 * (sorted.Length - 1);
        return sorted.Length == 0
            ? null
            : sorted[(int)position] + (sorted[(int)Math.Ceiling(position)] - sorted[(int)position]) * (position % 1);
    }

    private static object? Quartile(double[] sorted)
    {
        var position = 0.75 * (sorted.Length - 1);
        return sorted.Length == 0
            ? null
            : sorted[(int)position] + (sorted[(int)Math.Ceiling(position)] - sorted[(int)position]) * (position % 1);
    }
}
