using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Clustering;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Runs;

/// <summary>Learns the edges of all scores, and clusters, from the whole base, and fixes them before anybody is scored.
/// </summary>
public sealed class Calibrate(BlobStore data, RunWork work, Stages stages)
{
    /// <summary>Calibrates a run; tells how many customers it learned from.</summary>
    [Function(nameof(Calibrate))]
    public long Run([ActivityTrigger] int run)
    {
        using var stage = stages.Begin("calibrate", work.Base(run).Shards);
        var own = new Learning(run, work.Plans(run), work.Workspace(run), work.Measures);
        var customers = Learn(own, RunStore.CalibrationName(run), stage);
        if (work.IsRedefined(run))
        {
            var before = work.Workspace(work.Inputs(run).Published!.Value);
            Learn(
                new Learning(run, work.PlansBefore(run)!, before, work.MeasuresBefore), RunWork.RelearnedName(run),
                null);
        }

        if (work.IsRefitted(run) || work.IsRelearned(run))
            Learn(own with { MeasuresOf = work.MeasuresUnfitted }, RunWork.UnfittedName(run), null);
        return customers;
    }

    /// <summary>Learns; of the run itself what is due is learned anew, else what the published run had stays.</summary>
    private long Learn(Learning learning, string name, Stages.Stage? stage)
    {
        var (run, schemes) = (learning.Run, learning.Plans.Schemes);
        var calibrators = schemes.Select(scheme => new Calibrator(scheme.Inputs)).ToArray();
        long customers = 0;
        for (var shard = 0; shard < work.Base(run).Shards; shard++)
        {
            var measures = learning.MeasuresOf(run, shard);
            foreach (var calibrator in calibrators)
                calibrator.Add(measures.Columns, measures.Ids.Count);
            customers += measures.Ids.Count;
            stage?.Step(1, measures.Ids.Count);
        }

        var calibration = new RunCalibration(schemes
            .Select((scheme, i) => (scheme.Definition, Edges: calibrators[i].Learn()))
            .ToDictionary(s => s.Definition.Name, s => (IReadOnlyList<ScoreCalibration>)
                [.. s.Definition.Scores.Zip(s.Edges, ScoreCalibration.Of)]))
        {
            Clusters = Clusters(learning, name == RunStore.CalibrationName(run)),
        };
        data.Write(name, Published(run) is { } last ? calibration.Keeping(last).ToJson() : calibration.ToJson());
        return customers;
    }

    private RunCalibration? Published(int run) =>
        work.Inputs(run).Published is { } last ? work.Calibration(last) : null;

    /// <summary>What schemes learned; taken over from the published run unless it is time to learn anew.</summary>
    private SortedDictionary<string, LearnedClusters>? Clusters(Learning learning, bool refits)
    {
        var (run, plans) = (learning.Run, learning.Plans);
        var published = Published(run)?.Clusters;
        var clusters = new SortedDictionary<string, LearnedClusters>(StringComparer.Ordinal);
        foreach (var plan in plans.Schemes.Where(plan => plan.Definition.Clusters is not null))
        {
            var name = plan.Definition.Name;
            var before = published?.GetValueOrDefault(name);
            var scheme = new ClusterLearning(plan, plans.Measures, learning.Workspace, before);
            var isKnown = before is not null && before.Definition == scheme.Definition;
            clusters[name] = isKnown && !refits ? before!
                : isKnown ? Again(learning, scheme, before!)
                : !refits && work.Calibration(run).Clusters?.GetValueOrDefault(name) is { } own ? own
                : Learned(learning, scheme);
        }

        return clusters.Count == 0 ? null : clusters;
    }

    /// <summary>What was published, unless it is due; where nothing was found, it is looked again.</summary>
    private LearnedClusters Again(Learning learning, ClusterLearning scheme, LearnedClusters published)
    {
        var inputs = work.Inputs(learning.Run);
        if (learning.Workspace.IsRefitDue(inputs.AsOf, published.AsOf, inputs.Refit))
            return Learned(learning, scheme);
        if (published.Clusters.Count > 0)
            return published;
        var tried = Learned(learning, scheme);
        // Nobody moves as long as nothing is found, and so the next refit is due when it was.
        return tried.Clusters.Count > 0
            ? tried
            : tried with { Run = published.Run, AsOf = published.AsOf, Died = published.Died };
    }

    private LearnedClusters Learned(Learning learning, ClusterLearning scheme)
    {
        for (var shard = 0; shard < work.Base(learning.Run).Shards; shard++)
            scheme.Add(learning.MeasuresOf(learning.Run, shard));
        return scheme.Learn(learning.Run, work.Inputs(learning.Run).AsOf);
    }

    /// <summary>What is learned from, and under which definitions.</summary>
    private sealed record Learning(
        int Run, Plans Plans, Workspace Workspace, Func<int, int, ScoredShard> MeasuresOf);
}
