using Segmentation.Engine.Profiles;

namespace Segmentation.Engine.Clustering;

/// <summary>Short names of clusters, from what their customers have more or less of than others.</summary>
public static class ClusterNames
{
    /// <summary>How far the mean is from that of all others, in standard deviations, to be in a name.</summary>
    public const double LeastEffect = 0.5;

    /// <summary>How far it is to be called very high or very low.</summary>
    public const double LargeEffect = 2;

    // Scaled values are compared as whole numbers of 10^-12, up to 10^15, so that sums are exact.
    private const double Units = 1e12;
    private const double Most = 1e15;
    private const int UsualWords = 2;
    private const int Digits = 4;

    /// <summary>
    /// A name for each cluster from the two features in which it differs the most, such as <c>Very high monetary, low
    /// recency</c>, or <c>Typical</c> when it differs in none; from more features, or with a number, where names would
    /// be the same.
    /// </summary>
    /// <param name="points">The customers.</param>
    /// <param name="fit">Their clusters.</param>
    /// <param name="features">The features of a row.</param>
    public static string[] Of(Points points, ClusterFit fit, IReadOnlyList<ClusterFeature> features)
    {
        var effects = Effects(points, fit);
        var words = new int[fit.Count];
        Array.Fill(words, UsualWords);
        for (var round = UsualWords; round < features.Count; round++)
        {
            var names = Array.ConvertAll(words, _ => "");
            for (var cluster = 0; cluster < names.Length; cluster++)
                names[cluster] = Name(effects[cluster], features, words[cluster]);
            for (var cluster = 0; cluster < names.Length; cluster++)
                words[cluster] += names.Count(name => name == names[cluster]) > 1 ? 1 : 0;
        }

        var taken = new HashSet<string>();
        return [.. words.Select((count, cluster) => Free(Name(effects[cluster], features, count), taken))];
    }

    /// <summary>
    /// For each cluster its features, those in which it differs the most from all other customers first.
    /// </summary>
    /// <param name="points">The customers.</param>
    /// <param name="fit">Their clusters.</param>
    public static IReadOnlyList<IReadOnlyList<FeatureEffect>> Effects(Points points, ClusterFit fit)
    {
        var moments = new Moments[fit.Count, points.Dimensions];
        var all = new Moments[points.Dimensions];
        for (var row = 0; row < points.Count; row++)
        {
            var values = points.Row(row);
            for (var feature = 0; feature < values.Length; feature++)
                moments[fit.Labels[row], feature].Add(Whole(values[feature]));
        }

        for (var cluster = 0; cluster < fit.Count; cluster++)
        {
            for (var feature = 0; feature < all.Length; feature++)
                all[feature] += moments[cluster, feature];
        }

        return [.. Enumerable.Range(0, fit.Count).Select(cluster => Enumerable.Range(0, all.Length)
            .Select(feature => Effect(feature, moments[cluster, feature], all[feature]))
            .OrderByDescending(effect => Math.Abs(effect.Effect)).ThenBy(effect => effect.Feature).ToArray())];
    }

    private static Int128 Whole(double value) => (Int128)Math.Round(Math.Clamp(value, -Most, Most) * Units);

    private static FeatureEffect Effect(int feature, Moments ours, Moments all) =>
        new(feature, Math.Round(EffectSize.D(ours, all - ours) ?? 0, Digits));

    private static string Name(
        IReadOnlyList<FeatureEffect> effects, IReadOnlyList<ClusterFeature> features, int words)
    {
        var parts = effects.Where(effect => Math.Abs(effect.Effect) >= LeastEffect).Take(words)
            .Select(effect => $"{Degree(effect.Effect)} {features[effect.Feature].Words}").ToArray();
        if (parts.Length == 0)
            return "Typical";
        var name = string.Join(", ", parts);
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string Degree(double effect) =>
        (Math.Abs(effect) >= LargeEffect ? "very " : "") + (effect > 0 ? "high" : "low");

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var number = 2; !taken.Add(free); number++)
            free = $"{name} ({number})";
        return free;
    }
}

/// <summary>A feature of customers.</summary>
/// <param name="Name">The name of the measure, such as <c>recency_days</c>.</param>
/// <param name="Unit">Its unit, such as <c>days</c>, which names do not repeat; null when not said.</param>
public sealed record ClusterFeature(string Name, string? Unit = null)
{
    /// <summary>The feature as people say it: <c>recency</c> for <c>recency_days</c> in days.</summary>
    public string Words
    {
        get
        {
            var ending = $"_{Unit}";
            var isRepeated = Name.Length > ending.Length && Name.EndsWith(ending, StringComparison.Ordinal);
            return (isRepeated ? Name[..^ending.Length] : Name).Replace('_', ' ');
        }
    }
}

/// <summary>How far the customers of a cluster are from all others in one feature.</summary>
/// <param name="Feature">The number of the feature in a row.</param>
/// <param name="Effect">Cohen's d of the scaled values, 4 digits; above 0 when the cluster has more.</param>
public readonly record struct FeatureEffect(int Feature, double Effect);
