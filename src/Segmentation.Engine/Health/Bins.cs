using System.Text.Json.Serialization;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Health;

/// <summary>
/// The bins in which the values of a column are counted, learned once and kept, so that later runs count in the same
/// ones. Numbers have up to <see cref="Most"/> bins; texts, true and false one for each category that a hundredth of
/// the customers has, and no fewer than <see cref="LeastCustomers"/>, and one for all other categories. The last bin is
/// that of null.
/// </summary>
/// <param name="Exact">The edges of whole numbers and amounts, ascending; null for others.</param>
/// <param name="Floating">The edges of floating-point numbers, ascending; null for others.</param>
/// <param name="Categories">The categories with a bin of their own, by code point; null for numbers.</param>
public sealed record Bins(
    IReadOnlyList<decimal>? Exact, IReadOnlyList<double>? Floating, IReadOnlyList<string>? Categories)
{
    /// <summary>The most bins of numbers.</summary>
    public const int Most = 10;

    /// <summary>A category of fewer customers has no bin of its own: its name could tell of one of them.</summary>
    public const int LeastCustomers = 10;

    private const int LeastPercent = 1;
    private const string True = "true";
    private const string False = "false";

    /// <summary>The number of bins, with that of null.</summary>
    [JsonIgnore]
    public int Count => (Exact?.Count ?? Floating?.Count ?? Categories!.Count) + 2;

    /// <summary>Learns the bins of a column; equal edges (type 7, see <see cref="Edges"/>) are one.</summary>
    /// <param name="values">The column, or a sample of it; dates as <see cref="Ages"/>.</param>
    public static Bins Learn(Column values) => values switch
    {
        IntegerColumn c => OfExact([.. c.Values.Where(v => v != IntegerColumn.Null).Select(v => (decimal)v)]),
        MoneyColumn c => OfExact([.. c.Values.Where(v => v != MoneyColumn.Null)]),
        NumberColumn c => new Bins(
            null, [.. Edges.Learn([.. c.Values.Where(double.IsFinite)], Most).Floating!.Distinct()], null),
        BooleanColumn => new Bins(null, null, [False, True]),
        TextColumn c => new Bins(null, null, Frequent(c)),
        _ => throw Unknown(values),
    };

    /// <summary>Counts the values of a column in each bin.</summary>
    /// <param name="values">The column, of the type that the bins were learned from.</param>
    public long[] Counts(Column values)
    {
        var counts = new long[Count];
        if (Categories is null)
            CountNumbers(values, counts);
        else
            CountCategories(values, counts);
        return counts;
    }

    /// <summary>
    /// Dates as whole days before a day, so that they can be compared with those of another day; other columns as they
    /// are.
    /// </summary>
    /// <param name="values">The column.</param>
    /// <param name="day">The day, in days since 1970-01-01.</param>
    public static Column Ages(Column values, int day) => values is DateColumn dates
        ? new IntegerColumn(Array.ConvertAll(
            dates.Values, date => date == DateColumn.Null ? IntegerColumn.Null : (long)day - date))
        : values;

    private static Bins OfExact(decimal[] values) =>
        new([.. Edges.Learn(values, Most).Exact!.Distinct()], null, null);

    private static string[] Frequent(TextColumn column)
    {
        var least = Math.Max(LeastCustomers, column.Count * LeastPercent / 100);
        return
        [
            .. column.Codes.Where(code => code != TextColumn.Null).CountBy(column.Texts.Text)
                .Where(category => category.Value >= least).Select(category => category.Key)
                .Order(StringComparer.Ordinal),
        ];
    }

    private void CountNumbers(Column values, long[] counts)
    {
        var edges = Edges.Published(Exact, Floating, 0, [], equalAbove: false);
        foreach (var bucket in edges.Buckets(values))
            counts[bucket == IntegerColumn.Null ? ^1 : (int)bucket - 1]++;
    }

    private void CountCategories(Column values, long[] counts)
    {
        var bins = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var category = 0; category < Categories!.Count; category++)
            bins[Categories[category]] = category;
        if (values is BooleanColumn truths)
        {
            foreach (var truth in truths.Values)
                counts[truth == BooleanColumn.Null ? ^1 : bins[truth == 1 ? True : False]]++;
            return;
        }

        var column = values as TextColumn ?? throw Unknown(values);
        var ofCodes = Enumerable.Range(0, column.Texts.Count)
            .Select(code => bins.GetValueOrDefault(column.Texts.Text(code), Categories.Count)).ToArray();
        foreach (var code in column.Codes)
            counts[code == TextColumn.Null ? ^1 : ofCodes[code]]++;
    }

    private static ArgumentOutOfRangeException Unknown(Column column) =>
        new(nameof(column), column.Type, "bins need numbers, texts, or true and false");
}
