using System.Globalization;

namespace Comparison.Pairs;

/// <summary>Whether two programs came to the same result.</summary>
internal static class SameResults
{
    /// <summary>Compares two files with a line per customer, in one order; amounts are equal whatever zeros they end
    /// with. Tells how many customers.</summary>
    /// <exception cref="ComparisonException">When a line differs.</exception>
    public static long Lines(string one, string other)
    {
        using var others = File.ReadLines(other).GetEnumerator();
        long lines = 0;
        foreach (var line in File.ReadLines(one))
        {
            lines++;
            var found = others.MoveNext() ? others.Current : "the end";
            if (line != found && !line.Split(',').SequenceEqual(found.Split(','), CellComparer.Instance))
                throw Differs(string.Create(CultureInfo.InvariantCulture, $"line {lines}"), one, line, other, found);
        }

        if (others.MoveNext())
            throw Differs("behind the last line", one, "the end", other, others.Current);
        return lines - 1;
    }

    /// <summary>Compares two lists of segments with their numbers of customers; empty segments do not matter.</summary>
    /// <exception cref="ComparisonException">When they differ.</exception>
    public static void Sizes(string one, string sizes, string other, string otherSizes)
    {
        var (left, right) = (Sorted(sizes), Sorted(otherSizes));
        if (left != right)
            throw Differs("sizes", one, left, other, right);
    }

    private static string Sorted(string sizes) => string.Join(
        ", ", sizes.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(size => !size.EndsWith(" 0", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    private static ComparisonException Differs(
        string where, string one, string left, string other, string right) => new(
        $"{where}: {one} says '{left}', {other} says '{right}'; expected the same; one of the two has a fault");

    private sealed class CellComparer : IEqualityComparer<string>
    {
        public static readonly CellComparer Instance = new();

        public bool Equals(string? x, string? y) => x == y || (Number(x) is { } number && number == Number(y));

        public int GetHashCode(string cell) => 0;

        private static decimal? Number(string? cell) =>
            decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
