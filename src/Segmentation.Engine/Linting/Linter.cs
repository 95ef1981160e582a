using Segmentation.Engine.Measures;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>Looks for what can be parsed and run, and yet is not what anybody means.</summary>
public static class Linter
{
    /// <summary>Adds the problems of definitions that could be bound, but for warnings that a scheme accepts.</summary>
    /// <param name="workspace">The definitions.</param>
    /// <param name="measures">Their measures.</param>
    /// <param name="schemes">Their schemes.</param>
    /// <param name="today">The day; null to leave out what is overdue.</param>
    /// <param name="problems">Takes the problems.</param>
    public static void Check(
        Workspace workspace, MeasurePlan measures, IReadOnlyList<SchemePlan> schemes, DateOnly? today,
        Problems problems)
    {
        var all = new Problems();
        CheckAll(workspace, measures, schemes, today, all);
        var accepts = schemes.ToDictionary(
            scheme => scheme.Definition.At.File, scheme => scheme.Definition.Purpose.Accepts, StringComparer.Ordinal);
        foreach (var problem in all.All)
        {
            if (problem.Severity == Severity.Error
                || accepts.GetValueOrDefault(problem.At.File)?.ContainsKey(problem.Code) is not true)
                problems.Add(problem);
        }
    }

    private static void CheckAll(
        Workspace workspace, MeasurePlan measures, IReadOnlyList<SchemePlan> schemes, DateOnly? today,
        Problems problems)
    {
        CheckUnits(workspace, schemes, problems);
        WorldCheck.Check(workspace, measures, problems);
        EvidenceCheck.Check(workspace, schemes, new Evidence(workspace, measures, schemes), problems);
        var stewardship = new StewardshipCheck(workspace, today, problems);
        var clusters = new ClustersCheck(schemes, measures.Definitions, problems);
        foreach (var scheme in schemes)
        {
            clusters.Check(scheme);
            SchemeProof.Check(scheme, problems);
            ScorecardProof.Check(scheme.Definition, problems);
            NullPolicy.Check(scheme, problems);
            SegmentNumber.Check(scheme.Definition, problems);
            stewardship.Check(scheme.Definition);
        }
    }

    private static void CheckUnits(Workspace workspace, IReadOnlyList<SchemePlan> schemes, Problems problems)
    {
        var units = new Units(
            workspace.Measures.Where(measure => measure.Unit is not null)
                .ToDictionary(measure => measure.Name, measure => measure.Unit!, StringComparer.Ordinal), problems);
        foreach (var measure in workspace.Measures)
            units.Check(measure);
        foreach (var condition in schemes.SelectMany(scheme => scheme.Definition.Points.Select(row => row.When)
            .Concat(scheme.Definition.Segments.Select(segment => segment.When))).OfType<ExpressionText>())
            units.Of(condition);
    }
}
