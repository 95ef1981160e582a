using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Runs;

/// <summary>Puts the customers of one shard into their segments, and compares them with the published run.</summary>
public sealed class ScoreShard(BlobStore data, RunStore runs, RunWork work, TombstoneStore tombstones, Stages stages)
{
    /// <summary>Scores a shard; tells its customers.</summary>
    [Function(nameof(ScoreShard))]
    public long Run([ActivityTrigger] Piece piece)
    {
        var (run, shard) = (RunStore.Number(piece.Of), piece.Number);
        using var stage = stages.Begin("score", work.Base(run).Shards);
        var inputs = work.Inputs(run);
        var published = inputs.Published is { } last ? runs.Shard(last, shard) : null;
        var measures = work.Measures(run, shard);
        var scorer = new ShardScorer(work.Plans(run), work.Calibration(run), inputs, measures);
        var scored = scorer.Score(published);
        runs.WriteShard(run, shard, scored);
        if (published is not null)
        {
            var workspace = work.Workspace(run);
            var owners = new CustomerTexts(workspace.Customers, work.Customers(run, shard), "owner");
            var moved = tombstones.Load().ErasedOf(
                new CauseWalk(work, run, shard, measures).Explain(scorer.Moved));
            WriteMoves(run, shard, scorer.Moves(
                moved, published, scored, work.Calibration(inputs.Published!.Value), workspace.Value, owners, shard));
        }

        stage.Step(1, scored.Ids.Count);
        return scored.Ids.Count;
    }

    private void WriteMoves(int run, int shard, List<Move> moves) => data.Write(
        RunWork.MovesName(run, shard),
        stream =>
        {
            foreach (var move in moves)
            {
                JsonSerializer.Serialize(stream, move, Json.Options);
                stream.WriteByte((byte)'\n');
            }
        });
}
