using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Calibration;
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
        var (plans, shards) = (work.Plans(run), work.Base(run).Shards);
        using var stage = stages.Begin("calibrate", shards);
        var calibrators = plans.Schemes.Select(scheme => new Calibrator(scheme.Inputs)).ToArray();
        long customers = 0;
        for (var shard = 0; shard < shards; shard++)
        {
            var measures = work.Measures(run, shard);
            foreach (var calibrator in calibrators)
                calibrator.Add(measures.Columns, measures.Ids.Count);
            customers += measures.Ids.Count;
            stage.Step(1, measures.Ids.Count);
        }

        var calibration = new RunCalibration(plans.Schemes
            .Select((scheme, i) => (scheme.Definition, Edges: calibrators[i].Learn()))
            .ToDictionary(s => s.Definition.Name, s => (IReadOnlyList<ScoreCalibration>)
                [.. s.Definition.Scores.Zip(s.Edges, ScoreCalibration.Of)]));
        data.Write(RunStore.Name(run, "calibration.json"), calibration.ToJson());
        return customers;
    }
}
