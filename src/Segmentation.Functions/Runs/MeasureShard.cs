using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Base;
using Segmentation.Engine.Lifetime;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Runs;

/// <summary>What came up while a shard was measured.</summary>
/// <param name="Omitted">What measures left out.</param>
/// <param name="Unknown">The customers that only streams know; null when the base has no table of customers.</param>
internal sealed record MeasuredCounts(Omitted Omitted, UnknownCustomers? Unknown)
{
    /// <summary>The values that measures looked up in tables which lack them.</summary>
    public IReadOnlyList<UnmappedTable> Unmapped { get; init; } = [];
}

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
        var plan = work.Plans(run).Measures;
        var measured = Write(name, plan, rows, asOf, asOf, work.Models(run));
        var overflows = measured.Overflows
            + WriteOutcomes(plan, RunWork.OutcomesName(run, piece.Number), rows, measured, asOf);
        var unknown = UnknownCustomers.Of(rows, work.Workspace(run).Streams.Select(stream => stream.Name));
        data.Write(RunWork.CountsName(run, piece.Number), JsonSerializer.SerializeToUtf8Bytes(
            new MeasuredCounts(new Omitted(overflows, measured.LaterEvents), unknown)
            {
                Unmapped = measured.Unmapped,
            },
            Json.Options));
        WriteBefore(run, piece.Number, rows, asOf);
        stage.Step(1, measured.Ids.Count);
        return measured.Ids.Count;
    }

    /// <summary>What it takes to tell why customers moved, beside what the run decides by.</summary>
    private void WriteBefore(int run, int shard, Shard rows, int asOf)
    {
        if (work.PlansBefore(run)?.Measures is not { } plan)
            return;
        if (work.IsRefitted(run))
        {
            Write(
                RunWork.MeasuresName(run, shard, MeasureSet.Unfitted), work.Plans(run).Measures, rows, asOf, asOf,
                work.ModelsUnfitted(run));
        }

        var models = work.ModelsBefore(run);
        if (work.IsRedefined(run))
            Write(RunWork.MeasuresName(run, shard, MeasureSet.Before), plan, rows, asOf, asOf, models);
        if (plan.Combined.Count == 0)
            return;
        var (then, isRejoined) = (work.DayBefore(run), work.IsRejoined(run));
        var until = Math.Max(then, asOf);
        var rowsThen = isRejoined ? work.Rows(run, shard, work.IdentityBefore(run)) : rows;
        Write(RunWork.MeasuresName(run, shard, MeasureSet.Then), plan, rowsThen, then, until, models);
        if (isRejoined)
            Write(RunWork.MeasuresName(run, shard, MeasureSet.Joined), plan, rows, then, until, models);
    }

    /// <summary>Writes what became of the customers; tells how many results did not fit their type.</summary>
    private long WriteOutcomes(MeasurePlan plan, string name, Shard rows, MeasuredShard measured, int asOf)
    {
        if (plan.Outcomes is not { } outcomes)
            return 0;
        data.Write(name, outcomes.Compute(rows, measured, asOf, out var overflows).Write);
        return overflows;
    }

    private MeasuredShard Write(
        string name, MeasurePlan plan, Shard rows, int asOf, int until, LifetimeModels models)
    {
        var measured = plan.Compute(rows, asOf, until, models);
        var names = plan.Definitions.Select(measure => measure.Name).ToArray();
        data.Write(name, new ScoredShard(measured.Ids, names, measured.Measures).Write);
        return measured;
    }
}
