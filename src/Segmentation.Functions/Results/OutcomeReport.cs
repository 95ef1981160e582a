using System.Globalization;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>Adds outcomes, effort and skills to the report of a run.</summary>
/// <param name="runs">The scored shards.</param>
/// <param name="work">The run's other files.</param>
/// <param name="settings">The number of cores.</param>
public sealed class OutcomeReport(RunStore runs, RunWork work, Settings settings)
{
    /// <summary>The report with what it says of outcomes; the same when none are defined and nothing is allocated.
    /// </summary>
    internal RunReport Added(RunReport report, ShardSummary[] shards)
    {
        var (run, plans, workspace) = (report.Run, work.Plans(report.Run), work.Workspace(report.Run));
        var lines = new OutcomeLines(plans, workspace);
        if (!lines.IsAsked)
            return report;
        var tallies = new SegmentTallies[shards.Length];
        InParallel.For(shards.Length, settings.Parallelism, shard => tallies[shard] = SegmentTallies.Of(
            shards[shard], runs.Shard(run, shard), work.Outcomes(run, shard), plans, workspace));
        var sums = SegmentTallies.Sum(tallies, plans, workspace);
        var (allocations, skills) = (work.Combined(run).Allocations, SkillLines.Of(sums, plans, workspace).ToArray());
        return report with
        {
            OutcomesSince = plans.Measures.Outcomes is { } outcomes
                ? Days.Date(outcomes.Beginning(Days.Of(report.AsOf)))
                : null,
            Outcomes = [.. lines.Of(sums)],
            Allocations = allocations,
            Skills = skills,
            Warnings = [.. report.Warnings, .. allocations.SelectMany(Warnings), .. SkillLines.Warnings(skills)],
        };
    }

    private static IEnumerable<string> Warnings(AllocationLine line)
    {
        if (line.AllocatedMinutes < line.CapacityMinutes)
            yield return $"{line.Measure}: nobody has a weight above 0, so that no time is allocated";
        if (line.Negative > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{line.Measure}: {line.Negative} customers have a weight below 0, which counts as 0");
        }
    }
}
