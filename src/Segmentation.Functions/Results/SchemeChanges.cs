using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>Which schemes of a run are new, or decide otherwise than in the run that it is compared with.</summary>
/// <param name="runs">The runs.</param>
/// <param name="inputs">The run.</param>
/// <param name="workspace">Its definitions.</param>
internal sealed class SchemeChanges(RunStore runs, RunInputs inputs, Workspace workspace)
{
    /// <summary>The schemes of both that decide otherwise, by name.</summary>
    public IReadOnlyList<DefinitionChange> Lines() =>
        inputs.Published is { } run ? [.. Between(runs.Workspace(run), workspace)] : [];

    /// <summary>
    /// First results are no moves: one line for the first run, and one for each scheme that comes later; and one for
    /// each that decides otherwise.
    /// </summary>
    public IEnumerable<byte[]> Summaries(RunReport report)
    {
        var line = new TransitionLine(workspace, inputs);
        if (inputs.Published is not { } run)
            return [line.RunPublished(report.Schemes, report.AttentionTotals)];
        var before = runs.Report(run).Schemes.ToDictionary(scheme => scheme.Scheme);
        var changed = report.DefinitionChanges.Select(change => change.Scheme).ToHashSet();
        return report.Schemes
            .Where(scheme => !before.ContainsKey(scheme.Scheme) || changed.Contains(scheme.Scheme))
            .Select(scheme => line.SchemePublished(scheme, before.GetValueOrDefault(scheme.Scheme)));
    }

    private static IEnumerable<DefinitionChange> Between(Workspace before, Workspace now)
    {
        var changed = ChangedSchemes.Of(before, now);
        return from scheme in now.Schemes
               join then in before.Schemes on scheme.Name equals then.Name
               where changed.Contains(scheme.Name)
               select new DefinitionChange(scheme.Name, then.Version, scheme.Version);
    }
}
