namespace Segmentation.Functions.Runs;

/// <summary>How working time was shared among the customers of a run.</summary>
/// <param name="Measure">The measure whose values were the weights.</param>
/// <param name="CapacityMinutes">The minutes that there are.</param>
/// <param name="AllocatedMinutes">The minutes that were given: all, or 0 when nobody has a weight above 0.</param>
/// <param name="Unweighted">The customers without a weight, which got nothing.</param>
/// <param name="Negative">The customers with a weight below 0, which got nothing.</param>
public sealed record AllocationLine(
    string Measure, long CapacityMinutes, long AllocatedMinutes, long Unweighted, long Negative);
