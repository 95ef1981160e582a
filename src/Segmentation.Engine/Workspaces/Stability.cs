namespace Segmentation.Engine.Workspaces;

/// <summary>What will keep customers from moving to and fro; only its neutral values are built.</summary>
internal static class Stability
{
    private static readonly (string Key, string Value)[] Neutral =
        [("buffer", "0"), ("minimum_stay", "P0D"), ("confirm_runs", "1"), ("edges", "each-run")];

    /// <summary>The keys.</summary>
    public static IEnumerable<string> Keys => Neutral.Select(setting => setting.Key);

    /// <summary>Whether a value of a key is the neutral one: <c>edges</c> may be the cuts of tiers instead.</summary>
    public static bool IsNeutral(string key, Node value) =>
        value is TextNode text && Neutral.Contains((key, text.Value));

    /// <summary>A problem for each key with another value.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="kind">Its kind; null when that is unknown.</param>
    /// <param name="problems">Takes the problems.</param>
    public static void Check(Entries scheme, SchemeKind? kind, Problems problems)
    {
        foreach (var (key, value) in Neutral.Where(setting => kind != SchemeKind.Tiers || setting.Key != "edges"))
        {
            if (scheme.Find(key).Text(value, problems) is { } text && text.Value != value)
                problems.Add(ProblemCode.NotBuilt, text.At, $"{key} {text.Said} is not built yet", $"{value}");
        }
    }
}
