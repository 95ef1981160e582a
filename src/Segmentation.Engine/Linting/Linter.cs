using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>Looks for what can be parsed and run, and yet is not what anybody means.</summary>
public static class Linter
{
    /// <summary>Adds the problems of definitions that could be bound.</summary>
    /// <param name="workspace">The definitions.</param>
    /// <param name="schemes">Their schemes.</param>
    /// <param name="problems">Takes the problems.</param>
    public static void Check(Workspace workspace, IReadOnlyList<SchemePlan> schemes, Problems problems)
    {
        var units = new Units(
            workspace.Measures.Where(measure => measure.Unit is not null)
                .ToDictionary(measure => measure.Name, measure => measure.Unit!, StringComparer.Ordinal), problems);
        foreach (var measure in workspace.Measures)
            units.Check(measure);
        foreach (var scheme in schemes)
        {
            foreach (var when in scheme.Definition.Segments.Select(segment => segment.When).OfType<ExpressionText>())
                units.Of(when);
            SchemeProof.Check(scheme, problems);
        }
    }
}
