using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Linting;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>How much a run found.</summary>
/// <param name="Customers">Its customers.</param>
/// <param name="Moves">Its transitions.</param>
public sealed record RunSize(long Customers, long Moves);

/// <summary>
/// Puts the scored shards of a run together: checks that everything adds up, and writes members, transitions and the
/// report. From here on the run's folder is complete.
/// </summary>
public sealed class CloseRun(
    BlobStore data, RunLedger ledger, RunStore runs, RunWork work, ShardSummaries summaries, Receipts receipts,
    OutcomeReport outcomes, Stages stages)
{
    /// <summary>Closes a run; rows may be written now.</summary>
    /// <exception cref="ImportException">When the counts do not add up; nothing is published then.</exception>
    [Function(nameof(CloseRun))]
    public async Task<RunSize> RunAsync([ActivityTrigger] int run, CancellationToken cancel)
    {
        var size = Close(run);
        await ledger.ChangeAsync(run, row =>
        {
            // A late repetition must not wake a run that was given up.
            if (row.State != RunState.Scoring)
                return;
            (row.Customers, row.Moves, row.State) = (size.Customers, size.Moves, RunState.Projecting);
            row.Schemes = JsonSerializer.Serialize(work.Plans(run).Schemes.Select(plan => plan.Definition.Name));
        }, cancel);
        return size;
    }

    private RunSize Close(int run)
    {
        var (inputs, plans) = (work.Inputs(run), work.Plans(run));
        var (shards, profile) = summaries.Of(run);
        using var stage = stages.Begin("write");
        var order = summaries.Order(run);
        stage.Step(0, order.Length);
        Members.Write(data, run, plans, shards, order);
        var moves = Moves(run, shards.Length);
        var (counts, combined) = (Counts(run, shards.Length), work.Combined(run));
        var report = ReportBuilder.Build(
            new ScoredRun(
                inputs, receipts.Read(inputs.Import), plans, work.Calibration(run), moves,
                new Omitted(
                    counts.Sum(count => count.Omitted.Overflows) + combined.Overflows,
                    counts.Sum(count => count.Omitted.LaterEvents)))
            {
                Unknown = UnknownCustomers.Sum(counts.Select(count => count.Unknown)),
                InCircles = combined.InCircles,
                Overrides = work.Overrides(run),
                Unmapped = UnmappedTable.Sum(counts.SelectMany(count => count.Unmapped)),
            },
            work.Workspace(run), shards) with
        {
            Fields = FieldLine.Of(work.Base(run), work.Workspace(run)),
            Differentiators = profile.Differentiators(),
        };
        report = Reviewed(outcomes.Added(report, shards), inputs, shards, profile);
        WriteTransitions(inputs, shards.Length, moves, report);
        data.Write(
            RunStore.Name(run, RunReport.File), JsonSerializer.SerializeToUtf8Bytes(report, Json.Indented));
        return new RunSize(report.Customers, moves.Length);
    }

    /// <summary>The report with what the linter finds in the segments.</summary>
    private RunReport Reviewed(RunReport report, RunInputs inputs, ShardSummary[] shards, RunProfile profile)
    {
        using var stage = stages.Begin("review");
        stage.Step(0, report.Customers);
        var plans = work.Plans(inputs.Run);
        var decisions = SegmentReview.Decisions(inputs, plans, work.Calibration(inputs.Run), Sample(inputs.Run));
        var review = new SegmentReview(work.Workspace(inputs.Run), plans, shards, profile);
        var findings = review.Findings(decisions).ToLookup(review.IsAccepted);
        return report with
        {
            DecisionShares = decisions,
            Findings = [.. findings[false]],
            AcceptedFindings = [.. findings[true]],
        };
    }

    private CustomerSample Sample(int run) => CustomerSample.Of(
        Enumerable.Range(0, work.Base(run).Shards).Select(shard => runs.Shard(run, shard)), work.Plans(run).Measures);

    private MeasuredCounts[] Counts(int run, int shards) =>
        [.. Enumerable.Range(0, shards).Select(shard => work.Counts(run, shard))];

    /// <summary>The moves of all shards, by customer and scheme.</summary>
    private Move[] Moves(int run, int shards) =>
    [
        .. Enumerable.Range(0, shards).Select(shard => RunWork.MovesName(run, shard)).Where(data.Has)
            .SelectMany(name => data.Lines(name).Select(line => JsonSerializer.Deserialize<Move>(line, Json.Options)!))
            .Select(move => (Move: move, Id: System.Text.Encoding.UTF8.GetBytes(move.Transition.Customer)))
            .OrderBy(m => m.Id, Comparer<byte[]>.Create((a, b) => TextList.Compare(a, b)))
            .ThenBy(m => m.Move.Transition.Scheme, StringComparer.Ordinal)
            .Select(m => m.Move),
    ];

    /// <summary>Numbers the transitions by customer and scheme, and writes them by shard.</summary>
    private void WriteTransitions(RunInputs inputs, int shards, Move[] moves, RunReport report)
    {
        var line = new TransitionLine(work.Workspace(inputs.Run), inputs);
        data.Write(TransitionFile.Summary(inputs.Run), Summaries(inputs, line, report).SelectMany(s => s).ToArray());
        var files = new MemoryStream[shards];
        for (var shard = 0; shard < shards; shard++)
            files[shard] = new MemoryStream();
        for (var i = 0; i < moves.Length; i++)
            files[moves[i].Shard].Write(line.Of(moves[i], i + 1));
        for (var shard = 0; shard < shards; shard++)
            data.Write(TransitionFile.Name(inputs.Run, shard), files[shard].ToArray());
    }

    /// <summary>
    /// First results are no moves: one line for the first run, and one for each scheme that comes later.
    /// </summary>
    private IEnumerable<byte[]> Summaries(RunInputs inputs, TransitionLine line, RunReport report)
    {
        if (inputs.Published is not { } run)
            return [line.RunPublished(report.Schemes)];
        var published = runs.Calibration(run).Schemes;
        return report.Schemes.Where(scheme => !published.ContainsKey(scheme.Scheme)).Select(line.SchemePublished);
    }
}
