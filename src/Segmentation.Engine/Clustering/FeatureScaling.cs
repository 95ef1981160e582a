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

    /// <summary>Whether all customers have the same scaled value, so that the feature tells nobody apart.</summary>
    public bool IsConstant => Low == High;

    /// <summary>Learns the scaling of a feature.</summary>
    /// <param name="values">The values of all customers, none of them NaN, in any order.</param>
    /// <param name="scale">Which scale.</param>
    public static FeatureScaling Learn(ReadOnlySpan<double> values, FeatureScale scale = FeatureScale.Auto) =>
        throw new NotImplementedException();

    /// <summary>The scaled value; finite for every value but NaN.</summary>
    public double Apply(double value) => throw new NotImplementedException();
}
