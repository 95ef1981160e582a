using System.Globalization;
using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Cli.Init;

/// <summary>How often customers order: the gaps in days between the order days of each of them.</summary>
/// <param name="Gaps">How many gaps there are.</param>
/// <param name="MedianDays">The median gap, in days; 0 without gaps.</param>
internal sealed record Rhythm(int Gaps, int MedianDays)
{
    private const int LeastGaps = 5;
    private const int AboutAYear = 300;
    private const int UsualActiveDays = 180;
    private const int Month = 30;
    private const int LeastOwnGaps = 3;
    private const double FixedVariation = 0.2;

    /// <summary>Whether recency says little, because nobody orders more than about once a year.</summary>
    public bool IsYearly => Gaps >= LeastGaps && MedianDays >= AboutAYear;

    /// <summary>
    /// By how much the gaps of a customer vary: of each with three or more the standard deviation over the mean, and of
    /// these the median; null when nobody has so many.
    /// </summary>
    public double? Variation { get; init; }

    /// <summary>Whether a customer's gaps are as good as equal, as those of invoices of a contract are.</summary>
    public bool IsFixed => Variation < FixedVariation;

    /// <summary>
    /// How long after an order a customer still is active, in days: half a year, or one and a half median gaps.
    /// </summary>
    public int ActiveDays => Gaps < LeastGaps
        ? UsualActiveDays
        : Math.Max(UsualActiveDays, (MedianDays * 3 / 2 + Month - 1) / Month * Month);

    /// <summary>After how many days without an order a customer is lost: twice as long, and at least a year.</summary>
    public int LostDays => Math.Max(365, ActiveDays * 2);

    /// <summary>The rhythm in the rows of a source of orders; none when the rows do not name the customer.</summary>
    public static Rhythm Of(SourcePlan orders)
    {
        if (orders.Via is not null)
            return new Rhythm(0, 0);
        var date = new DateCell(orders.Time!.Column.Date!.Format, TimeZoneInfo.Utc);
        var days = new Dictionary<ulong, HashSet<int>>();
        foreach (var row in orders.File.Dump.ReadAgain())
        {
            var customer = row[orders.Customer!.Column.Index];
            var cell = row[orders.Time.Column.Index];
            if (orders.Won is { } won && !won.Values.Contains(Encoding.UTF8.GetString(row[won.Column.Index])))
                continue;
            if (customer.IsEmpty || cell.IsEmpty || !date.TryRead(cell, out var day, out _))
                continue;
            var hash = StableHash.Of(customer);
            if (!days.TryGetValue(hash, out var known))
                days[hash] = known = [];
            known.Add(day);
        }

        return Of(days.Values);
    }

    /// <summary>The rhythm of customers' order days.</summary>
    public static Rhythm Of(IEnumerable<IEnumerable<int>> customers)
    {
        var (gaps, variations) = (new List<int>(), new List<double>());
        foreach (var days in customers)
        {
            var sorted = days.Distinct().Order().ToArray();
            int[] own = [.. sorted.Zip(sorted.Skip(1), (day, next) => next - day)];
            gaps.AddRange(own);
            if (own.Length >= LeastOwnGaps)
                variations.Add(VariationOf(own));
        }

        gaps.Sort();
        variations.Sort();
        return new Rhythm(gaps.Count, gaps.Count == 0 ? 0 : gaps[gaps.Count / 2])
        {
            Variation = variations.Count == 0 ? null : variations[variations.Count / 2],
        };
    }

    private static double VariationOf(int[] gaps)
    {
        var mean = gaps.Average();
        return Math.Sqrt(gaps.Average(gap => (gap - mean) * (gap - mean))) / mean;
    }

    /// <summary>What a person should know of it.</summary>
    /// <param name="hasContracts">Whether there are subscriptions or contracts, which say more.</param>
    public string Told(bool hasContracts)
    {
        if (Gaps < LeastGaps)
            return "rhythm: too few repeat orders were seen to tell one";
        var median = string.Create(
            CultureInfo.InvariantCulture, $"rhythm: half of all orders follow within {MedianDays:N0} days of the last");
        if (!IsYearly)
            return median;
        var better = hasContracts
            ? "go by contracts instead: scheme subscription"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"status takes longer edges ({ActiveDays:N0} and {LostDays:N0} days)")
                + "; with a file of contracts, go by them";
        return $"{median}; recency says little then: {better}";
    }
}
