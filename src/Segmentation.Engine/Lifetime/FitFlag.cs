namespace Segmentation.Engine.Lifetime;

/// <summary>What may be said of a fit.</summary>
public static class FitFlag
{
    /// <summary>No customer could be used: there is no model.</summary>
    public const string NoCustomers = "no-customers";

    /// <summary>Nobody came back, so nothing tells how often customers do: there is no model.</summary>
    public const string NoRepeaters = "no-repeaters";

    /// <summary>All first orders are of the last day: there is no model.</summary>
    public const string NoHistory = "no-history";

    /// <summary>All customers spend the same on average, so nothing tells how they differ: there is no model.</summary>
    public const string NoVariance = "no-variance";

    /// <summary>A few customers spend so much that the mean of all is infinite: there is no model.</summary>
    public const string InfiniteMean = "infinite-mean";

    /// <summary>No contract ended, or all did in their first period: there is no model.</summary>
    public const string NoEnds = "no-ends";

    /// <summary>The likelihood rises without end along a ridge, so parameters were held back a little.</summary>
    public const string Ridge = "ridge";

    /// <summary>The search ended before the slope was 0: take the model with care.</summary>
    public const string NotConverged = "not-converged";

    /// <summary>Some rows had negative or impossible values and were left out.</summary>
    public const string RowsLeftOut = "rows-left-out";
}
