using Segmentation.Engine.Clustering;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Schemes;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>Tells of one customer how near its cluster is, feature by feature, and which comes next.</summary>
internal sealed class ExplainedCluster
{
    private const int Digits = 6;

    private readonly LearnedClusters _learned;
    private readonly ClusterSpace? _space;
    private readonly IReadOnlyList<int> _features;
    private readonly IReadOnlyList<Column> _measures;
    private readonly double[] _values;
    private readonly Assignment? _place;

    private ExplainedCluster(LearnedClusters learned, IReadOnlyList<int> features, IReadOnlyList<Column> measures)
    {
        (_learned, _features, _measures) = (learned, features, measures);
        _values = FeatureRows.Of([.. features.Select(feature => measures[feature])], 1);
        _space = learned.Clusters.Count > 0 && FeatureRows.IsComplete(_values) ? new ClusterSpace(learned) : null;
        _place = _space?.Place(_values);
    }

    /// <summary>What there is to tell; null when the scheme learned nothing.</summary>
    /// <param name="plan">The scheme.</param>
    /// <param name="measures">The measures of the customer, a row each.</param>
    public static ExplainedCluster? Of(SchemePlan plan, IReadOnlyList<Column> measures) =>
        plan.Definition.Learned is { } learned ? new ExplainedCluster(learned, plan.Features, measures) : null;

    /// <summary>The next cluster; null when there is none.</summary>
    public string? RunnerUp => _place?.RunnerUp is { } next ? _learned.Clusters[next].Id : null;

    /// <summary>How much farther the next cluster is, on the scales of the features; null when there is none.</summary>
    public decimal? Margin =>
        _place is { RunnerUpDistance: { } next } place ? Told(next - place.Distance) : null;

    /// <summary>Why the customer is where the definition puts it.</summary>
    /// <param name="segment">The name of that segment.</param>
    public string DecidedBy(string segment) => _place is not null ? $"nearest to {segment}"
        : FeatureRows.IsComplete(_values) ? "no structure was found"
        : $"no value for {string.Join(" or ", _learned.Features.Select(feature => feature.Measure))}";

    /// <summary>The features, with what each adds to the distance.</summary>
    public IEnumerable<ExplainedInput> Inputs() => _learned.Features.Select((feature, i) =>
    {
        var input = new ExplainedInput(
            feature.Measure, CellValue.Of(_measures[_features[i]], 0), null, null, null, null);
        return _place is not { } place ? input : input with
        {
            Distance = Told(_space!.Part(place.Cluster, i, _values[i])),
            Typical = feature.Restored(_learned.Clusters[place.Cluster].Centroid[i]) is { } middle
                ? Told(middle)
                : null,
        };
    });

    private static decimal? Told(double value) =>
        Math.Abs(value) < (double)decimal.MaxValue / 10 ? decimal.Round((decimal)value, Digits) : null;
}
