using Segmentation.Engine.Tracking;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>What makes the segments of a run different, collected shard by shard, on several cores.</summary>
/// <param name="plans">The measures and schemes.</param>
internal sealed class RunProfile(Plans plans)
{
    /// <summary>The most differentiators of a segment.</summary>
    public const int MostOfSegment = 5;

    /// <summary>The least effect that is told, either way: what Cohen calls small.</summary>
    public const double LeastEffect = 0.2;

    private readonly Lock _lock = new();
    private readonly MeasureProfile?[] _measures = Empty(plans);
    private readonly long[][] _sizes = [.. plans.Schemes.Select(plan => new long[plan.Definition.Segments.Count])];

    /// <summary>Adds the customers of a shard; in any order, from any core.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="segments">Per scheme and customer the index of the segment.</param>
    public void Add(ScoredShard shard, int[][] segments)
    {
        var measures = Empty(plans);
        for (var measure = 0; measure < measures.Length; measure++)
            measures[measure]?.Add(shard.Find(plans.Measures.Definitions[measure].Name)!, segments);
        lock (_lock)
        {
            for (var measure = 0; measure < measures.Length; measure++)
                _measures[measure]?.Add(measures[measure]!);
            for (var scheme = 0; scheme < segments.Length; scheme++)
            {
                foreach (var segment in segments[scheme])
                    _sizes[scheme][segment]++;
            }
        }
    }

    /// <summary>Per scheme the customers of each segment.</summary>
    public IReadOnlyList<long[]> Sizes => _sizes;

    /// <summary>The effect size between two segments of a scheme in a measure; null when it is not known.</summary>
    public double? Effect(int measure, int scheme, int a, int b) => _measures[measure]?.Between(scheme, a, b);

    /// <summary>The share of the variance of a number that lies between the segments of a scheme; null for a measure
    /// that is none, or does not vary.</summary>
    public double? EtaSquared(int measure, int scheme) => (_measures[measure] as NumberProfile)?.EtaSquared(scheme);

    /// <summary>
    /// The mean of a number, or the share for which a truth is true, among the customers of a segment with a value;
    /// null for other measures, and without such customers.
    /// </summary>
    /// <param name="measure">The measure.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="segment">The segment; null for all customers.</param>
    public decimal? Mean(int measure, int scheme, int? segment) => _measures[measure]?.Mean(scheme, segment);

    /// <summary>The largest differences of each segment from all other customers, the largest first.</summary>
    public IReadOnlyList<Differentiator> Differentiators() =>
    [
        .. plans.Schemes.SelectMany((plan, scheme) =>
            Enumerable.Range(0, plan.Definition.Segments.Count).SelectMany(segment => Of(scheme, segment))),
    ];

    private IEnumerable<Differentiator> Of(int scheme, int segment) => _measures
        .Select((profile, measure) => Of(profile, measure, scheme, segment)).OfType<Differentiator>()
        .Where(difference => Math.Abs(difference.Effect) >= LeastEffect)
        .OrderByDescending(difference => Math.Abs(difference.Effect))
        .ThenBy(difference => difference.Measure, StringComparer.Ordinal)
        .Take(MostOfSegment);

    private Differentiator? Of(MeasureProfile? profile, int measure, int scheme, int segment)
    {
        if (profile?.Of(scheme, segment) is not { } contrast)
            return null;
        var definition = plans.Schemes[scheme].Definition;
        var (size, others) = (_sizes[scheme][segment], _sizes[scheme].Sum() - _sizes[scheme][segment]);
        return new Differentiator(
            definition.Name, definition.Segments[segment].Id, plans.Measures.Definitions[measure].Name, contrast.Effect)
        {
            Mean = contrast.Mean,
            OthersMean = contrast.OthersMean,
            Category = contrast.Category,
            Share = contrast.Share,
            OthersShare = contrast.OthersShare,
            Lift = contrast.Lift,
            Unknown = size - contrast.Known,
            OthersUnknown = others - contrast.OthersKnown,
        };
    }

    private static MeasureProfile?[] Empty(Plans plans)
    {
        int[] segments = [.. plans.Schemes.Select(plan => plan.Definition.Segments.Count)];
        return [.. plans.Measures.Definitions.Select(
            (_, measure) => MeasureProfile.Of(plans.Measures.Type(measure), segments))];
    }
}
