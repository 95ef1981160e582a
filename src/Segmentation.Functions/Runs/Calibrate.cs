using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Clustering;
using Segmentation.Engine.Tracking;
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
        var customers = Learn(run, work.Plans(run), work.Measures, RunStore.CalibrationName(run), stage);
        if (work.IsRedefined(run))
            Learn(run, work.PlansBefore(run)!, work.MeasuresBefore, RunWork.RelearnedName(run), null);
        if (work.IsRefitted(run) || work.IsRelearned(run))
            Learn(run, work.Plans(run), work.MeasuresUnfitted, RunWork.UnfittedName(run), null);
        return customers;
    }

    /// <summary>Learns; of the run itself what is due is learned anew, else what the published run had stays.</summary>
    private long Learn(
        int run, Plans plans, Func<int, int, ScoredShard> measuresOf, string name, Stages.Stage? stage)
    {
        var calibrators = plans.Schemes.Select(scheme => new Calibrator(scheme.Inputs)).ToArray();
        long customers = 0;
        for (var shard = 0; shard < work.Base(run).Shards; shard++)
        {
            var measures = measuresOf(run, shard);
            foreach (var calibrator in calibrators)
                calibrator.Add(measures.Columns, measures.Ids.Count);
            customers += measures.Ids.Count;
            stage?.Step(1, measures.Ids.Count);
        }

        var calibration = new RunCalibration(plans.Schemes
            .Select((scheme, i) => (scheme.Definition, Edges: calibrators[i].Learn()))
            .ToDictionary(s => s.Definition.Name, s => (IReadOnlyList<ScoreCalibration>)
                [.. s.Definition.Scores.Zip(s.Edges, ScoreCalibration.Of)]))
        {
            Clusters = Clusters(run, plans, measuresOf, name == RunStore.CalibrationName(run)),
        };
        data.Write(name, calibration.ToJson());
        return customers;
    }

    /// <summary>What schemes learned; taken over from the published run unless it is time to learn anew.</summary>
    private SortedDictionary<string, LearnedClusters>? Clusters(
        int run, Plans plans, Func<int, int, ScoredShard> measuresOf, bool refits)
    {
        var (inputs, workspace) = (work.Inputs(run), work.Workspace(run));
        var published = inputs.Published is { } last ? work.Calibration(last).Clusters : null;
        var clusters = new SortedDictionary<string, LearnedClusters>(StringComparer.Ordinal);
        foreach (var plan in plans.Schemes.Where(plan => plan.Definition.Clusters is not null))
        {
            var name = plan.Definition.Name;
            var before = published?.GetValueOrDefault(name);
            var learning = new ClusterLearning(plan, plans.Measures, workspace.Value, before);
            var stays = before is not null && before.Definition == learning.Definition
                && !(refits && workspace.IsRefitDue(inputs.AsOf, before.AsOf, inputs.Refit));
            clusters[name] = stays ? before!
                : !refits && work.Calibration(run).Clusters?.GetValueOrDefault(name) is { } own ? own
                : Learned(run, learning, measuresOf);
        }

        return clusters.Count == 0 ? null : clusters;
    }

    private LearnedClusters Learned(int run, ClusterLearning learning, Func<int, int, ScoredShard> measuresOf)
    {
        for (var shard = 0; shard < work.Base(run).Shards; shard++)
            learning.Add(measuresOf(run, shard));
        return learning.Learn(run, work.Inputs(run).AsOf);
    }
}
