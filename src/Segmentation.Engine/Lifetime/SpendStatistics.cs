namespace Segmentation.Engine.Lifetime;

/// <summary>
/// All that the likelihood of a <see cref="SpendModel"/> needs to know: how many customers have the same number of
/// orders and mean spend, sorted by them.
/// </summary>
internal sealed class SpendStatistics
{
    // Beyond these no currency goes, and within them nothing overflows.
    private const double Least = 1e-50;
    private const double Most = 1e50;

    private SpendStatistics(int[] repeats, double[] mean, int[] count, double unit)
    {
        (Repeats, Mean, Count, Unit) = (repeats, mean, count, unit);
        Customers = count.Sum(customers => (long)customers);
    }

    public int[] Repeats { get; }

    /// <summary>The mean spend in units.</summary>
    public double[] Mean { get; }

    public int[] Count { get; }

    public long Customers { get; }

    /// <summary>The geometric mean of mean spends: what the model is fitted in.</summary>
    public double Unit { get; }

    /// <summary>Counts the customers with orders and a spend above 0.</summary>
    public static SpendStatistics Of(ReadOnlySpan<int> repeats, ReadOnlySpan<double> meanSpend)
    {
        var used = new List<(int Repeats, double Mean)>(repeats.Length);
        for (var row = 0; row < repeats.Length; row++)
        {
            if (repeats[row] > 0 && meanSpend[row] is > Least and < Most)
                used.Add((repeats[row], meanSpend[row]));
        }

        used.Sort();
        var (kept, counts, logs) = (new List<(int Repeats, double Mean)>(), new List<int>(), 0.0);
        foreach (var line in used)
        {
            logs += Math.Log(line.Mean);
            if (kept.Count > 0 && kept[^1] == line)
            {
                counts[^1]++;
                continue;
            }

            kept.Add(line);
            counts.Add(1);
        }

        var unit = used.Count == 0 ? 1 : Math.Exp(logs / used.Count);
        return new(
            [.. kept.Select(line => line.Repeats)], [.. kept.Select(line => line.Mean / unit)], [.. counts], unit);
    }

    /// <summary>About so many of the lines: enough to find out where to search.</summary>
    public SpendStatistics Thinned(int most) => new(
        BlockSum.Thinned(Repeats, most), BlockSum.Thinned(Mean, most), BlockSum.Thinned(Count, most), Unit);
}
