using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reports;

/// <summary>The moves of all published runs behind one, up to another.</summary>
internal sealed class MovesBetween
{
    private readonly List<Flow> _flows = [];

    /// <summary>Reads what is kept of the runs.</summary>
    /// <param name="runs">The runs, newest first.</param>
    /// <param name="kept">What is kept of them.</param>
    /// <param name="missing">Is told which runs are missing.</param>
    public MovesBetween(IReadOnlyList<int> runs, KeptRuns kept, List<string> missing)
    {
        var lost = new List<int>();
        foreach (var run in runs)
        {
            if (kept.Report(run) is { } report)
                _flows.AddRange(report.Moves);
            else
                lost.Add(run);
        }

        if (lost.Count > 0)
        {
            missing.Add(
                $"the moves of {Said.Count(lost.Count, "run", "runs")} are not kept, from {Said.Run(lost[^1])} to "
                + $"{Said.Run(lost[0])}: their causes are not counted");
        }
    }

    /// <summary>Why customers moved, the most frequent cause first.</summary>
    /// <param name="scheme">The scheme; null for all.</param>
    public IReadOnlyList<CauseTotal> Causes(string? scheme) =>
    [
        .. _flows.Where(flow => scheme is null || flow.Scheme == scheme).GroupBy(flow => flow.Cause)
            .Select(flows => new CauseTotal(
                flows.Key, flows.Sum(flow => flow.Customers),
                flows.Any(flow => flow.Value is not null) ? flows.Sum(flow => flow.Value) : null))
            .OrderByDescending(cause => cause.Moves).ThenBy(cause => cause.Cause, StringComparer.Ordinal),
    ];
}
