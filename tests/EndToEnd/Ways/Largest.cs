namespace EndToEnd.Ways;

/// <summary>Shares of a sum by a plain loop.</summary>
internal static class Largest
{
    /// <summary>The smallest of the largest values that together reach a share of the sum of all.</summary>
    public static decimal Reaching(decimal share, IEnumerable<decimal> values)
    {
        decimal[] largest = [.. values.OrderDescending()];
        var (wanted, sum) = (share * largest.Sum(), 0m);
        foreach (var value in largest)
        {
            sum += value;
            if (sum >= wanted)
                return value;
        }

        return 0;
    }
}
