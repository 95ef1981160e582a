using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Previews;

/// <summary>Finds the schemes that decide otherwise by definition: they, or something that they read, were edited.
/// </summary>
internal static class ChangedSchemes
{
    /// <summary>Their names.</summary>
    /// <param name="published">The definitions of the published run; null before the first, when all are new.</param>
    /// <param name="candidate">The candidate's definitions.</param>
    /// <param name="plans">Its schemes.</param>
    public static IReadOnlySet<string> Of(Workspace? published, Workspace candidate, Plans plans)
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        var measures = published is null ? [] : ChangedMeasures(published, candidate);
        foreach (var plan in plans.Set.Order)
        {
            var scheme = plan.Definition;
            if (published is null || FileOf(published, scheme.Name) is not { } file
                || !file.AsSpan().SequenceEqual(candidate.Files[scheme.At.File])
                || plan.Uses.Any(changed.Contains)
                || plans.Set.MeasuresOf(plan).SelectMany(plans.Measures.Needed).Any(
                    measure => measures.Contains(plans.Measures.Definitions[measure].Name)))
                changed.Add(scheme.Name);
        }

        return changed;
    }

    private static byte[]? FileOf(Workspace workspace, string scheme) =>
        workspace.Schemes.FirstOrDefault(one => one.Name == scheme) is { } found
            ? workspace.Files[found.At.File]
            : null;

    /// <summary>All measures when settings or tables changed, which any of them may read.</summary>
    private static HashSet<string> ChangedMeasures(Workspace published, Workspace candidate)
    {
        var before = published.Measures.ToDictionary(measure => measure.Name, Meaning, StringComparer.Ordinal);
        var all = !AreSame(published, candidate);
        return [.. candidate.Measures
            .Where(measure => all || before.GetValueOrDefault(measure.Name) != Meaning(measure))
            .Select(measure => measure.Name)];
    }

    private static (string, bool, long?)? Meaning(MeasureDefinition measure) =>
        (measure.Value.Text, measure.IsRolledUp, measure.Capacity?.Minutes);

    private static bool AreSame(Workspace published, Workspace candidate)
    {
        var (before, after) = (Shared(published), Shared(candidate));
        return before.Count == after.Count && before.All(file =>
            after.TryGetValue(file.Key, out var content) && content.AsSpan().SequenceEqual(file.Value));
    }

    private static Dictionary<string, byte[]> Shared(Workspace workspace) => workspace.Files
        .Where(file => file.Key == "workspace.yaml" || file.Key.StartsWith("tables/", StringComparison.Ordinal))
        .ToDictionary(StringComparer.Ordinal);
}
