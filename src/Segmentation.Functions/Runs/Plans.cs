using Segmentation.Engine.Measures;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Runs;

/// <summary>A workspace's measures and schemes, bound and ready to run.</summary>
/// <param name="Measures">The measures.</param>
/// <param name="Set">The schemes that run.</param>
/// <param name="Skipped">The schemes whose needs are not met, or that use such a scheme, and why.</param>
public sealed record Plans(MeasurePlan Measures, SchemeSet Set, IReadOnlyList<SkippedScheme> Skipped)
{
    /// <summary>The schemes that run, by name.</summary>
    public IReadOnlyList<SchemePlan> Schemes => Set.Schemes;

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
        if (measures is null || SchemeSet.Bind(workspace.Schemes, measures, problems) is not { } set)
            return null;
        var skipped = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var plan in set.Order)
        {
            if (WhySkipped(plan, known, skipped) is { } why)
                skipped.Add(plan.Definition.Name, why);
        }

        return new Plans(
            measures, set.Without(skipped.Keys.ToHashSet()),
            [.. skipped.Select(scheme => new SkippedScheme(scheme.Key, scheme.Value))]);
    }

    /// <summary>Why a scheme is skipped, after those that it uses were looked at; null when it runs.</summary>
    private static string? WhySkipped(
        SchemePlan plan, IReadOnlySet<string>? known, SortedDictionary<string, string> skipped)
    {
        var lacking = plan.Definition.Needs.Where(need => known is not null && !known.Contains(need)).ToArray();
        return lacking.Length > 0 ? $"it needs {string.Join(" and ", lacking)}, and no import had any"
            : plan.Uses.FirstOrDefault(skipped.ContainsKey) is { } used ? $"it uses {used}, which is skipped"
            : null;
    }
}

/// <summary>A scheme that did not run.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Why">Why not.</param>
public sealed record SkippedScheme(string Scheme, string Why);
