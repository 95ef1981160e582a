using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;

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
        var customers = inputs.Kind switch
        {
            RunKind.Scope => ScorePart(inputs, shard, published!),
            RunKind.Rollback => Compare(inputs, shard, published!),
            _ => ScoreAll(inputs, shard, published),
        };
        stage.Step(1, customers);
        return customers;
    }

    private int ScoreAll(RunInputs inputs, int shard, ScoredShard? published)
    {
        var scorer = Scorer(inputs, work.Measures(inputs.Run, shard));
        var scored = Scored(inputs, scorer, published);
        runs.WriteShard(inputs.Run, shard, scored);
        if (published is not null)
            WriteMoves(inputs, shard, scorer, Explained(inputs, shard, scorer, published), published, scored);
        return scored.Ids.Count;
    }

    /// <summary>Decides some customers again, by what was measured for the published run.</summary>
    private int ScorePart(RunInputs inputs, int shard, ScoredShard published)
    {
        var part = new ShardPart(published, inputs);
        var scorer = Scorer(inputs, part.Measures(work.Plans(inputs.Run).Measures.Definitions.Count));
        var scored = Scored(inputs, scorer, part.Published);
        runs.WriteShard(inputs.Run, shard, part.Joined(scored));
        if (work.Outcomes(inputs.Published!.Value, shard) is { } outcomes)
            data.Write(RunWork.OutcomesName(inputs.Run, shard), part.Kept(outcomes).Write);
        data.Write(
            RunWork.CountsName(inputs.Run, shard),
            JsonSerializer.SerializeToUtf8Bytes(work.Counts(inputs.Published!.Value, shard), Json.Options));
        WriteMoves(inputs, shard, scorer, Explained(inputs, shard, scorer, part.Published), part.Published, scored);
        return scored.Ids.Count;
    }

    /// <summary>Compares the shard of an earlier run, whose results are taken back to.</summary>
    private int Compare(RunInputs inputs, int shard, ScoredShard published)
    {
        var (restored, asOf) = (runs.Shard(inputs.Run, shard), Days.Of(inputs.AsOf));
        var later = work.Workspace(inputs.Published!.Value);
        var moved = work.Plans(inputs.Run).Schemes.Select(plan => Renamed(plan.Definition, later))
            .SelectMany(scheme => SegmentChanges.Of(
                scheme, restored.Ids, (TextColumn)restored.Find(ScoredShard.SegmentName(scheme.Name))!, published,
                inputs.Run, asOf).Moves)
            .Select(move => move.Because([Cause.Rollback])).ToArray();
        WriteMoves(inputs, shard, Scorer(inputs, restored), moved, published, restored);
        return restored.Ids.Count;
    }

    /// <summary>The scheme with the ids that its segments got later, so that nobody moves by a name alone.</summary>
    private static SchemeDefinition Renamed(SchemeDefinition scheme, Workspace later)
    {
        var ids = scheme.Segments.Select(segment => segment.Id).ToHashSet(StringComparer.Ordinal);
        var names = (later.Schemes.FirstOrDefault(one => one.Name == scheme.Name)?.Segments ?? [])
            .Where(segment => segment.RenamedFrom is { } old && ids.Contains(old) && !ids.Contains(segment.Id))
            .ToDictionary(segment => segment.RenamedFrom!, segment => segment.Id);
        return scheme with
        {
            Segments =
            [
                .. scheme.Segments.Select(segment => names.TryGetValue(segment.Id, out var id)
                    ? segment with { RenamedFrom = id }
                    : segment),
            ],
        };
    }

    private ShardScorer Scorer(RunInputs inputs, ScoredShard measures) =>
        new(work.Plans(inputs.Run), work.Calibration(inputs.Run), inputs, measures);

    /// <summary>The segments, with what holds and persons make of them.</summary>
    private ScoredShard Scored(RunInputs inputs, ShardScorer scorer, ScoredShard? published) =>
        scorer.Score(published, work.Settlement(inputs.Run, scorer.Measures.Ids, published).Settle);

    /// <summary>Who moved, and why.</summary>
    private IReadOnlyList<Transition> Explained(
        RunInputs inputs, int shard, ShardScorer scorer, ScoredShard published) => tombstones.Load().ErasedOf(
            new CauseWalk(work, inputs.Run, shard, scorer.Measures, published).Explain(scorer.Moved));

    private void WriteMoves(
        RunInputs inputs, int shard, ShardScorer scorer, IReadOnlyList<Transition> moved, ScoredShard published,
        ScoredShard scored)
    {
        var workspace = work.Workspace(inputs.Run);
        var owners = moved.Count == 0
            ? CustomerTexts.None
            : CustomerTexts.Of(work, inputs.Run, shard, "owner");
        var moves = scorer.Moves(
            moved, published, scored, work.Calibration(inputs.Published!.Value), workspace.Value, owners);
        data.Write(
            RunWork.MovesName(inputs.Run, shard),
            stream => MoveFile.Write(stream, moves, new TransitionLine(workspace, inputs)));
    }
}
