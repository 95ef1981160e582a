using Segmentation.Engine.Base;
using Segmentation.Engine.Linting;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Identities;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>Counts and sums what a scored run found; writes nothing, and asks nobody but the run's files.</summary>
public sealed class RunFigures(
    BlobStore data, RunStore runs, RunWork work, ShardSummaries summaries, Receipts receipts, OutcomeReport outcomes,
    Settings settings, Stages stages)
{
    /// <summary>The moves of all shards, by shard; null for those from which nobody can have moved.</summary>
    internal MoveFile?[] Moves(int run)
    {
        var shards = new MoveFile?[work.Base(run).Shards];
        InParallel.For(
            shards.Length, settings.Parallelism, shard => shards[shard] = MoveFile.Of(data, run, shard));
        return shards;
    }

    /// <summary>The report of a run, without the times of its stages.</summary>
    /// <param name="run">The run; its shards are scored.</param>
    /// <param name="moves">Its moves.</param>
    /// <exception cref="ImportException">When the counts do not add up.</exception>
    internal RunReport Report(int run, MoveFile?[] moves)
    {
        var (inputs, plans, workspace) = (work.Inputs(run), work.Plans(run), work.Workspace(run));
        var (shards, profile) = summaries.Of(run);
        var (counts, combined) = (Counts(run, shards.Length), work.Combined(run));
        var report = ReportBuilder.Build(
            new ScoredRun(
                inputs, receipts.Read(inputs.Import), plans, work.Calibration(run), Counted(moves),
                new Omitted(
                    counts.Sum(count => count.Omitted.Overflows) + combined.Overflows,
                    counts.Sum(count => count.Omitted.LaterEvents)))
            {
                Unknown = UnknownCustomers.Sum(counts.Select(count => count.Unknown)),
                InCircles = combined.InCircles,
                Overrides = work.Overrides(run),
                Unmapped = UnmappedTable.Sum(counts.SelectMany(count => count.Unmapped)),
            },
            workspace, shards) with
        {
            Fields = FieldLine.Of(work.Base(run), workspace),
            Differentiators = profile.Differentiators(),
            DefinitionChanges = new SchemeChanges(runs, inputs, workspace).Lines(),
            Models = work.Models(run) is { All.Count: > 0 } models ? models.All : null,
            Identity = workspace.Customers?.Match is null ? null : IdentityReport.Of(runs.Matches(run)),
        };
        report = report with { Clusters = new ClusterFigures(plans, report, shards).All() };
        report = Reviewed(outcomes.Added(report, shards), inputs, shards, profile);
        return report with { Held = MoveGuard.Of(inputs, report, workspace.HoldIfMoved) };
    }

    private static CountedMove[] Counted(MoveFile?[] moves) =>
        [.. moves.OfType<MoveFile>().SelectMany(file => Enumerable.Range(0, file.Count).Select(file.Counted))];

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
}
