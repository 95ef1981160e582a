using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Base;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Runs;

/// <summary>What came up while a shard was measured.</summary>
/// <param name="Omitted">What measures left out.</param>
/// <param name="Unknown">The customers that only streams know; null when the base has no table of customers.</param>
internal sealed record MeasuredCounts(Omitted Omitted, UnknownCustomers? Unknown);

/// <summary>Computes the measures of one shard's customers.</summary>
public sealed class MeasureShard(BlobStore data, RunWork work, Stages stages)
{
    /// <summary>Measures a shard; tells its customers.</summary>
    [Function(nameof(MeasureShard))]
    public long Run([ActivityTrigger] Piece piece)
    {
        var run = RunStore.Number(piece.Of);
        using var stage = stages.Begin("measure", work.Base(run).Shards);
        var plans = work.Plans(run);
        var measured = plans.Measures.Compute(work.Rows(run, piece.Number), Days.Of(work.Inputs(run).AsOf));
        var names = plans.Measures.Definitions.Select(measure => measure.Name).ToArray();
        var name = RunWork.MeasuresName(run, piece.Number);
        data.Write(name, new ScoredShard(measured.Ids, names, measured.Measures).Write);
        data.Write($"{name}.json", JsonSerializer.SerializeToUtf8Bytes(
            new MeasuredCounts(new Omitted(measured.Overflows, measured.LaterEvents), measured.Unknown), Json.Options));
        stage.Step(1, measured.Ids.Count);
        return measured.Ids.Count;
    }
}
