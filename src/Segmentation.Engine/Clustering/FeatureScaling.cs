namespace Segmentation.Engine.Clustering;

/// <summary>How the values of one feature become comparable with those of others; learned once, then frozen.</summary>
/// <param name="IsLogged">Whether sign(x) ln(1 + |x|) is taken first.</param>
/// <param name="Low">Smaller values, after the logarithm, count as this one.</param>
/// <param name="High">Larger values, after the logarithm, count as this one.</param>
/// <param name="Centre">What is taken off.</param>
/// <param name="Spread">What is divided by then; above 0.</param>
public sealed record FeatureScaling(bool IsLogged, double Low, double High, double Centre, double Spread)
{
    /// <summary>Larger values count as this one, so that no square of one overflows.</summary>
    public const double Most = 1e100;

    /// <summary>
    /// Values are logged when their skewness is larger, either way, and the logarithms' is smaller than theirs.
    /// </summary>
    public const double MostSkewness = 1;

    // Standard deviations of a normal distribution per median absolute deviation, and per difference of quartiles.
    private const double DeviationsPerMad = 1.4826;
    private const double DeviationsPerQuartiles = 0.7413;

    private static readonly FeatureScaling Same = new(false, -Most, Most, 0, 1);

    /// <summary>Whether all customers have the same scaled value, so that the feature tells nobody apart.</summary>
    public bool IsConstant => Low == High;

    /// <summary>Learns the scaling of a feature.</summary>
    /// <param name="values">The values of all customers, none of them NaN, in any order.</param>
    /// <param name="scale">Which scale.</param>
    public static FeatureScaling Learn(ReadOnlySpan<double> values, FeatureScale scale = FeatureScale.Auto)
    {
        if (values.IsEmpty || scale == FeatureScale.None)
            return Same;
        var sorted = values.ToArray();
        for (var i = 0; i < sorted.Length; i++)
            // 0 is added to make -0 and 0 the same.
            sorted[i] = Math.Clamp(sorted[i], -Most, Most) + 0.0;
        Array.Sort(sorted);
        if (scale == FeatureScale.Standard)
            return Standard(sorted);
        var plain = Robust(sorted, isLogged: false);
        if (scale == FeatureScale.Robust)
            return plain;
        var logged = Robust(Array.ConvertAll(sorted, Logarithm), isLogged: true);
        return scale == FeatureScale.Log || IsSkewed(sorted, plain, logged) ? logged : plain;
    }

    /// <summary>The scaled value; finite for every value but NaN.</summary>
    public double Apply(double value) =>
        Math.Clamp((Cut(Math.Clamp(value, -Most, Most)) - Centre) / Spread, -Most, Most);

    private static double Logarithm(double value) => Math.CopySign(Math.Log(1 + Math.Abs(value)), value);

    private static FeatureScaling Standard(double[] sorted)
    {
        var (mean, deviation) = MeanAndDeviation(sorted);
        return deviation > 0 && sorted[0] < sorted[^1]
            ? new(false, -Most, Most, mean, deviation)
            : new(false, mean, mean, mean, 1);
    }

    private static FeatureScaling Robust(double[] sorted, bool isLogged)
    {
        var (low, high) = (Quantile(sorted, 0.01), Quantile(sorted, 0.99));
        var centre = Quantile(sorted, 0.5);
        var distances = Array.ConvertAll(sorted, value => Math.Abs(value - centre));
        Array.Sort(distances);
        var spread = Quantile(distances, 0.5) * DeviationsPerMad;
        if (spread == 0)
            spread = (Quantile(sorted, 0.75) - Quantile(sorted, 0.25)) * DeviationsPerQuartiles;
        if (spread == 0)
            spread = MeanAndDeviation(Array.ConvertAll(sorted, value => Math.Clamp(value, low, high))).Deviation;
        return spread > 0 ? new(isLogged, low, high, centre, spread) : new(isLogged, centre, centre, centre, 1);
    }

    private static bool IsSkewed(double[] sorted, FeatureScaling plain, FeatureScaling logged)
    {
        var skewness = Math.Abs(Skewness(Array.ConvertAll(sorted, plain.Apply)));
        return skewness > MostSkewness && Math.Abs(Skewness(Array.ConvertAll(sorted, logged.Apply))) < skewness;
    }

    /// <summary>The third standardised moment; 0 when all values are equal.</summary>
    private static double Skewness(double[] values)
    {
        var (mean, deviation) = MeanAndDeviation(values);
        if (deviation == 0)
            return 0;
        var sum = 0.0;
        foreach (var value in values)
            sum += Math.Pow((value - mean) / deviation, 3);
        return sum / values.Length;
    }

    private static (double Mean, double Deviation) MeanAndDeviation(double[] values)
    {
        var mean = values.Average();
        var sum = 0.0;
        foreach (var value in values)
            sum += (value - mean) * (value - mean);
        return (mean, Math.Sqrt(sum / values.Length));
    }

    /// <summary>A quantile by linear interpolation between order statistics (Hyndman and Fan 1996, type 7).</summary>
    private static double Quantile(double[] sorted, double share)
    {
        var place = (sorted.Length - 1) * share;
        var below = (int)place;
        return below == sorted.Length - 1
            ? sorted[below]
            : sorted[below] + (sorted[below + 1] - sorted[below]) * (place - below);
    }

    private double Cut(double value) => Math.Clamp(IsLogged ? Logarithm(value) : value, Low, High);
}
