using System.Globalization;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Health;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>
/// Finds segments that are too small to do something for, or so large that they say nothing. It asks more of a small
/// segment than <see cref="Balance.IsSmall"/>: when a scheme is made there is still time to widen it.
/// </summary>
public static class SizeCheck
{
    /// <summary>The fewest customers of a base in which a small segment is not just chance.</summary>
    public const long LeastBase = 300;

    /// <summary>The fewest customers of a segment.</summary>
    public const long LeastCustomers = Balance.LeastCustomers;

    private const decimal LeastShare = (decimal)Balance.LeastShare;
    private const decimal MostShare = (decimal)Balance.MostShare;

    /// <summary>
    /// Checks the sizes of a scheme's segments. States of a lifecycle and clusters are as large as they are. Tiers by
    /// share of a sum are uneven on purpose. A segment whose <c>attention</c> is for all is a list for a person, and
    /// the missing segment tells of the data: both may be small.
    /// </summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="sizes">The customers of each segment.</param>
    public static IEnumerable<Finding> Of(SchemeDefinition scheme, IReadOnlyList<long> sizes)
    {
        if (scheme.Kind is SchemeKind.Lifecycle or SchemeKind.Clusters
            || scheme is { Kind: SchemeKind.Tiers, Scores: [{ Cut: ShareCut }] })
            yield break;
        var all = sizes.Sum();
        for (var segment = 0; segment < sizes.Count; segment++)
        {
            var (definition, size) = (scheme.Segments[segment], sizes[segment]);
            var maySmall = all < LeastBase || definition.IsList || definition.Id == scheme.Missing;
            if (Balance.IsLarge(size, all))
                yield return Large(scheme, size, all) with { Segment = definition.Id };
            else if (size == 0 && !maySmall)
                yield return Empty(scheme) with { Segment = definition.Id };
            else if ((size < LeastCustomers || size < all * LeastShare) && !maySmall)
                yield return Small(scheme, size, all) with { Segment = definition.Id };
        }
    }

    private static Finding Large(SchemeDefinition scheme, long size, long all) => Finding.Warning(
        ProblemCode.LargeSegment, scheme, Size(size, all), $"at most {Percent.Of(MostShare)}",
        "divide it by what its customers do differently");

    private static Finding Small(SchemeDefinition scheme, long size, long all) => Finding.Warning(
        ProblemCode.SmallSegment, scheme, Size(size, all),
        string.Create(CultureInfo.InvariantCulture, $"at least {LeastCustomers} and {Percent.Of(LeastShare)}"),
        "widen it, merge it with its neighbour, or give it attention: when it is a list for a person");

    private static Finding Empty(SchemeDefinition scheme) => Finding.Warning(
        ProblemCode.EmptySegment, scheme, "no customers", "some", "correct its condition, or take it out");

    private static string Size(long size, long all) => string.Create(
        CultureInfo.InvariantCulture, $"{size:N0} of {all:N0} customers ({Percent.Of(size, all)})");
}
