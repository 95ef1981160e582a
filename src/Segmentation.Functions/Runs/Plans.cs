using Segmentation.Engine.Measures;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Runs;

/// <summary>A workspace's measures and schemes, bound and ready to run.</summary>
/// <param name="Measures">The measures.</param>
/// <param name="Schemes">The schemes that run, by name.</param>
/// <param name="Skipped">The schemes whose needs are not met, and why.</param>
public sealed record Plans(
    MeasurePlan Measures, IReadOnlyList<SchemePlan> Schemes, IReadOnlyList<SkippedScheme> Skipped)
{
    /// <summary>Binds a workspace.</summary>
    /// <param name="workspace">The definitions.</param>
    /// <param name="known">The sources that the base has data of; null when all are taken as there.</param>
    /// <exception cref="DefinitionException">When expressions do not fit.</exception>
    public static Plans Bind(Workspace workspace, IReadOnlySet<string>? known = null)
    {
        var problems = new Problems();
        var plans = Bind(workspace, known, problems);
        problems.ThrowIfAny();
        return plans!;
    }

    /// <summary>Binds a workspace; null when there were problems, which are added.</summary>
    public static Plans? Bind(Workspace workspace, IReadOnlySet<string>? known, Problems problems)
    {
        var measures = MeasurePlan.Bind(workspace, problems);
        if (measures is null)
            return null;
        var bound = workspace.Schemes.Select(scheme => SchemePlan.Bind(scheme, measures, problems))
            .OfType<SchemePlan>().ToArray();
        var lacking = bound.ToLookup(
            plan => known is not null && plan.Definition.Needs.Any(need => !known.Contains(need)));
        return new Plans(
            measures, [.. lacking[false]], [.. lacking[true].Select(plan => Skip(plan.Definition, known!))]);
    }

    private static SkippedScheme Skip(SchemeDefinition scheme, IReadOnlySet<string> known)
    {
        var lacking = string.Join(" and ", scheme.Needs.Where(need => !known.Contains(need)));
        return new SkippedScheme(scheme.Name, $"it needs {lacking}, and no import had any");
    }
}

/// <summary>A scheme that did not run.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Why">Why not.</param>
public sealed record SkippedScheme(string Scheme, string Why);
