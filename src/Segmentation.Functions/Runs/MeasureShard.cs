using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Base;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Runs;

/// <summary>Computes the measures of one shard's customers.</summary>
public sealed class MeasureShard(BlobStore data, RunWork work, Stages stages)
{
    /// <summary>Measures a shard; tells its customers.</summary>
    [Function(nameof(MeasureShard))]
    public long Run([ActivityTrigger] Piece piece)
    {
        var run = RunStore.Number(piece.Of);
        using var stage = stages.Begin("measure", work.Base(run).Shards);
        var (rows, asOf) = (work.Rows(run, piece.Number), Days.Of(work.Inputs(run).AsOf));
        var name = RunWork.MeasuresName(run, piece.Number);
        var measured = Write(name, work.Plans(run).Measures, rows, asOf);
        data.Write($"{name}.json", JsonSerializer.SerializeToUtf8Bytes(
            new Omitted(measured.Overflows, measured.LaterEvents), Json.Options));
        if (work.IsRedefined(run))
            Write(RunWork.MeasuresBeforeName(run, piece.Number), work.PlansBefore(run)!.Measures, rows, asOf);
        stage.Step(1, measured.Ids.Count);
        return measured.Ids.Count;
    }

    private MeasuredShard Write(string name, MeasurePlan plan, Shard rows, int asOf)
    {
        var measured = plan.Compute(rows, asOf);
        var names = plan.Definitions.Select(measure => measure.Name).ToArray();
        data.Write(name, new ScoredShard(measured.Ids, names, measured.Measures).Write);
        return measured;
    }
}
