using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Runs;

/// <summary>Learns the edges of all scores from the whole base, and fixes them before anybody is scored.</summary>
public sealed class Calibrate(BlobStore data, RunWork work, Stages stages)
{
    /// <summary>Calibrates a run; tells how many customers it learned from.</summary>
    [Function(nameof(Calibrate))]
    public long Run([ActivityTrigger] int run)
    {
        using var stage = stages.Begin("calibrate", work.Base(run).Shards);
        if (work.IsRedefined(run))
            Learn(run, work.PlansBefore(run)!, work.MeasuresBefore, RunWork.RelearnedName(run), null);
        if (work.IsRefitted(run))
            Learn(run, work.Plans(run), work.MeasuresUnfitted, RunWork.UnfittedName(run), null);
        return Learn(run, work.Plans(run), work.Measures, RunStore.Name(run, RunStore.CalibrationFile), stage);
    }

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
                [.. s.Definition.Scores.Zip(s.Edges, ScoreCalibration.Of)]));
        data.Write(name, calibration.ToJson());
        return customers;
    }
}
