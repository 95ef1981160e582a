using System.Globalization;
using System.Text;
using Segmentation.Engine.Clustering;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Runs;

/// <summary>Learns the clusters of one scheme from the customers of all shards.</summary>
/// <param name="plan">The scheme.</param>
/// <param name="measures">The measures.</param>
/// <param name="workspace">The definitions that both are of.</param>
/// <param name="before">What the published run had learned; null for nothing.</param>
internal sealed class ClusterLearning(
    SchemePlan plan, MeasurePlan measures, Workspace workspace, LearnedClusters? before)
{
    private const int Nobody = -1;

    private readonly ClustersDefinition _clusters = plan.Definition.Clusters!;
    private readonly int _value = workspace.Value is { } value ? measures.Find(value) : -1;
    private readonly int[] _featuresBefore = FeaturesOf(before, measures);
    private readonly ClusterSpace? _spaceBefore =
        before is { Clusters.Count: > 0 } ? new ClusterSpace(before) : null;
    private readonly List<double[]> _values = [];
    private readonly List<int> _previous = [];
    private readonly List<Int128> _worth = [];

    /// <summary>
    /// The hash of all that decides what is learned: features with their measures and tables, how dumps are read,
    /// numbers, and the seed.
    /// </summary>
    public string Definition { get; } = Hash(plan, measures, workspace);

    /// <summary>Adds the customers of a shard; in any order.</summary>
    public void Add(ScoredShard shard)
    {
        var values = Rows(shard, plan.Features);
        var earlier = before is null ? [] : Rows(shard, _featuresBefore);
        var worth = _value < 0 ? new Int128[shard.Ids.Count] : ExactSum.Units(shard.Columns[_value]);
        var (width, kept) = (plan.Features.Count, new List<double>(values.Length));
        for (var customer = 0; customer < shard.Ids.Count; customer++)
        {
            var row = values.AsSpan(customer * width, width);
            if (!FeatureRows.IsComplete(row))
                continue;
            kept.AddRange(row);
            _worth.Add(worth[customer]);
            _previous.Add(ClusterBefore(earlier.AsSpan(customer * _featuresBefore.Length, _featuresBefore.Length)));
        }

        _values.Add([.. kept]);
    }

    /// <summary>What all customers that were added show.</summary>
    /// <param name="run">The run.</param>
    /// <param name="asOf">Its day.</param>
    public LearnedClusters Learn(int run, DateOnly asOf)
    {
        double[] values = [.. _values.SelectMany(shard => shard)];
        var width = plan.Features.Count;
        LearnedFeature[] features = [.. _clusters.Features.Select((feature, i) => new LearnedFeature(
            feature.Measure, FeatureScaling.Learn(Every(values, i, width), feature.Scale)))];
        for (var i = 0; i < values.Length; i++)
            values[i] = features[i % width].Scaling.Apply(values[i]);
        var points = new Points(values, width);
        var choice = ClusterChoice.Choose(points, _clusters.From, _clusters.To, (ulong)_clusters.Seed);
        var learned = new LearnedClusters(run, asOf, Definition, points.Count, features, [], choice.Verdict)
        {
            Tried = choice.Tried,
            IdsUsed = before?.IdsUsed ?? 0,
            Died = [.. IdsBefore],
        };
        return choice.Fit is { } fit ? Named(learned, points, fit) : learned;
    }

    private IEnumerable<string> IdsBefore => before?.Clusters.Select(cluster => cluster.Id) ?? [];

    private LearnedClusters Named(LearnedClusters learned, Points points, ClusterFit fit)
    {
        var names = ClusterNames.Of(points, fit, [.. plan.Features.Select(feature => new ClusterFeature(
            measures.Definitions[feature].Name, measures.Definitions[feature].Unit))]);
        var matched = ClusterMatching.Match(
            [.. _previous], [.. IdsBefore], fit.Labels, fit.Count, learned.IdsUsed);
        var worth = new Int128[fit.Count];
        for (var customer = 0; customer < fit.Labels.Length; customer++)
            worth[fit.Labels[customer]] += _worth[customer];
        return learned with
        {
            Clusters =
            [
                .. Enumerable.Range(0, fit.Count)
                    .OrderByDescending(cluster => worth[cluster] / Math.Max(1, fit.Sizes[cluster]))
                    .ThenBy(cluster => cluster)
                    .Select(cluster => new LearnedCluster(
                        matched.Clusters[cluster].Id, names[cluster], fit.Sizes[cluster],
                        fit.Centroids.Row(cluster).ToArray(),
                        matched.Clusters[cluster].Fate.ToString().ToLowerInvariant(), matched.Clusters[cluster].From)),
            ],
            IdsUsed = matched.IdsUsed,
            Died = matched.Died,
        };
    }

    /// <summary>Where the fit before puts a customer today.</summary>
    private int ClusterBefore(ReadOnlySpan<double> row) =>
        row.Length > 0 && _spaceBefore is not null && FeatureRows.IsComplete(row)
            ? _spaceBefore.Place(row).Cluster
            : Nobody;

    private static double[] Rows(ScoredShard shard, IReadOnlyList<int> features) =>
        FeatureRows.Of([.. features.Select(feature => shard.Columns[feature])], shard.Ids.Count);

    private static double[] Every(double[] values, int first, int step)
    {
        var own = new double[values.Length / step];
        for (var row = 0; row < own.Length; row++)
            own[row] = values[row * step + first];
        return own;
    }

    /// <summary>The places of the measures of a fit; none when one of them is not there any more.</summary>
    private static int[] FeaturesOf(LearnedClusters? learned, MeasurePlan measures)
    {
        int[] places = [.. learned?.Features.Select(feature => measures.Find(feature.Measure)) ?? []];
        return places.Contains(Nobody) ? [] : places;
    }

    private static string Hash(SchemePlan plan, MeasurePlan measures, Workspace workspace)
    {
        var clusters = plan.Definition.Clusters!;
        IEnumerable<string> texts =
        [
            string.Create(CultureInfo.InvariantCulture, $"{clusters.From} {clusters.To} {clusters.Seed}"),
            SourcesHash.Of(workspace),
            .. clusters.Features.Select(feature => $"{feature.Measure} {feature.Scale}"),
            .. ChangedSchemes.Texts(workspace, [
                .. plan.Features.SelectMany(measures.Needed).Distinct().Select(measure => measures.Definitions[measure])
                    .OrderBy(measure => measure.Name, StringComparer.Ordinal),
            ]),
        ];
        var hash = StableHash.Of(Encoding.UTF8.GetBytes(string.Join('\n', texts)));
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
