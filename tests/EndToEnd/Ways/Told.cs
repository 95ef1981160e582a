using System.Globalization;

namespace EndToEnd.Ways;

/// <summary>Says counts as the document writes them.</summary>
internal static class Told
{
    /// <summary>The sizes of the segments of a scheme, best first, such as <c>web 596, store 1,478</c>.</summary>
    public static string Sizes(this Segmented run, string scheme) =>
        run.Totals.Sizes(scheme).Listed();

    /// <summary>Names and counts, such as <c>web 596, store 1,478</c>.</summary>
    public static string Listed(this Dictionary<string, long> sizes) =>
        List(sizes.Select(size => (size.Key, size.Value)));

    /// <summary>Names and counts in their order; a name that does not occur has the count 0.</summary>
    public static string Counts(this IEnumerable<string> segments, params string[] order)
    {
        var counts = segments.CountBy(segment => segment).ToDictionary();
        Assert.Subset(order.ToHashSet(), counts.Keys.ToHashSet());
        return List(order.Select(name => (name, (long)counts.GetValueOrDefault(name))));
    }

    /// <summary>A count, such as <c>1,478</c>.</summary>
    public static string Count(this long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count, such as <c>1,478</c>.</summary>
    public static string Count(this int count) => ((long)count).Count();

    private static string List(IEnumerable<(string Name, long Count)> counts) =>
        string.Join(", ", counts.Select(count => $"{count.Name} {count.Count.Count()}"));
}
