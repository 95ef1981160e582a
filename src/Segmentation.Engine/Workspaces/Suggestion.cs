namespace Segmentation.Engine.Workspaces;

/// <summary>The nearest of the known names, for "did you mean".</summary>
public static class Suggestion
{
    /// <summary>"did you mean 'x'?", or an empty text when no known name is near.</summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="known">The names that would have been right.</param>
    public static string For(string name, IEnumerable<string> known) =>
        Nearest(name, known) is { } near ? $"did you mean '{near}'?" : "";

    /// <summary>The known name at the smallest edit distance, at most a third of the length, or null.</summary>
    public static string? Nearest(string name, IEnumerable<string> known) => known
        .Select(k => (Name: k, Distance: Distance(name.ToLowerInvariant(), k.ToLowerInvariant())))
        .Where(k => k.Distance <= Math.Max(1, Math.Max(name.Length, k.Name.Length) / 3))
        .OrderBy(k => k.Distance).ThenBy(k => k.Name, StringComparer.Ordinal)
        .Select(k => k.Name)
        .FirstOrDefault();

    /// <summary>
    /// The Levenshtein distance, with a swap of neighbours counted as one (optimal string alignment).
    /// </summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
