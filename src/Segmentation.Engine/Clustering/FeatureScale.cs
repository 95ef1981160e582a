namespace Segmentation.Engine.Clustering;

/// <summary>How a feature is brought to a scale that others share. The names are those of definition files.</summary>
public enum FeatureScale
{
    /// <summary><see cref="Log"/> or <see cref="Robust"/>, whichever the values call for.</summary>
    Auto,

    /// <summary>The signed logarithm, then as <see cref="Robust"/>.</summary>
    Log,

    /// <summary>Cut off at the 1st and 99th percentile, less the median, by the spread around it.</summary>
    Robust,

    /// <summary>Less the mean, by the standard deviation (that of all customers, divided by n).</summary>
    Standard,

    /// <summary>As it is.</summary>
    None,
}
