using Segmentation.Engine.Calibration;
using Segmentation.Engine.Clustering;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Schemes;

/// <summary>
/// Puts each customer into the cluster whose middle is nearest, of those that a run learned; all with features into one
/// segment when it found none.
/// </summary>
internal sealed class ClusterDecider : Decider
{
    private readonly IReadOnlyList<int> _features;
    private readonly ClusterSpace? _space;
    private readonly int[] _segments;
    private readonly int _noStructure;

    /// <summary>Finds the segments of what was learned.</summary>
    public ClusterDecider(
        SchemeDefinition scheme, IReadOnlyList<int> features, SchemeNames names, Problems problems)
    {
        _features = features;
        Segments = new FirstThatHolds(scheme, names, problems);
        var ids = scheme.Segments.Select(segment => segment.Id).ToList();
        _space = scheme.Learned is { Clusters.Count: > 0 } learned ? new ClusterSpace(learned) : null;
        _segments = [.. scheme.Learned?.Clusters.Select(cluster => ids.IndexOf(cluster.Id)) ?? []];
        _noStructure = ids.IndexOf(scheme.Clusters!.NoStructure);
    }

    public override IEnumerable<Condition> Conditions => [];

    public override FirstThatHolds Segments { get; }

    /// <summary>The places of a scheme's features among the measures; -1 for one that is unknown.</summary>
    public static IReadOnlyList<int> FeaturesOf(SchemeDefinition scheme, MeasurePlan measures, Problems problems)
    {
        foreach (var feature in scheme.Clusters?.Features ?? [])
        {
            if (measures.TypeOrNull(feature.Measure) is { } type and (ColumnType.Text or ColumnType.Boolean))
            {
                problems.Add(
                    ProblemCode.WrongType, feature.At, $"feature '{feature.Measure}' is {type}",
                    "a number or a date", "count or sum what lies behind it: CASE WHEN ... THEN 1 ELSE 0 END");
            }
        }

        return [.. scheme.Clusters?.Features.Select(feature => measures.Find(feature.Measure)) ?? []];
    }

    public override Decision Decide(SchemeResults results, IReadOnlyList<Edges> edges)
    {
        var values = FeatureRows.Of([.. _features.Select(results.Column)], results.Count);
        var segments = new int[results.Count];
        for (var customer = 0; customer < segments.Length; customer++)
            segments[customer] = Segment(values.AsSpan(customer * _features.Count, _features.Count));
        return new Decision([], segments, new sbyte[segments.Length]);
    }

    public override IEnumerable<Condition> Unknown(SchemeResults one) => [];

    private int Segment(ReadOnlySpan<double> values) =>
        !FeatureRows.IsComplete(values) ? Segments.Missing
        : _space is null ? _noStructure
        : _segments[_space.Place(values).Cluster];
}
