namespace Segmentation.Engine.Workspaces;

/// <summary>What will keep customers from moving to and fro; only its neutral values are built.</summary>
internal static class Stability
{
    private static readonly (string Key, string Value)[] Neutral =
        [("buffer", "0"), ("minimum_stay", "P0D"), ("confirm_runs", "1"), ("edges", "each-run")];

    /// <summary>The keys.</summary>
    public static IEnumerable<string> Keys => Neutral.Select(setting => setting.Key);

    /// <summary>A problem for each key with another value.</summary>
    public static void Check(Entries scheme, Problems problems)
    {
        foreach (var (key, value) in Neutral)
        {
            if (scheme.Find(key).Text(value, problems) is { } text && text.Value != value)
                problems.Add(text.At, $"{key} {text.Said} is not built yet", $"{value}");
        }
    }
}
