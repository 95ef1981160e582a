using System.Globalization;
using System.Text;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Lookups;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Runs;

/// <summary>
/// Finds the schemes that decide otherwise than other definitions do: they, or a scheme, measure or table that they
/// need, say something else. Comments, layout, versions and settings say nothing.
/// </summary>
internal static class ChangedSchemes
{
    /// <summary>The names of those that are new or decide otherwise.</summary>
    /// <param name="before">The definitions that they are compared with; null for none, when all are new.</param>
    /// <param name="now">The definitions.</param>
    /// <exception cref="DefinitionException">When there are errors in either.</exception>
    public static IReadOnlySet<string> Of(Workspace? before, Workspace now)
    {
        var then = before is null ? [] : Texts(before);
        return Texts(now).Where(scheme => then.GetValueOrDefault(scheme.Key) != scheme.Value)
            .Select(scheme => scheme.Key).ToHashSet(StringComparer.Ordinal);
    }

    private static Dictionary<string, string> Texts(Workspace workspace)
    {
        var plans = Plans.Bind(workspace);
        return plans.Schemes.ToDictionary(
            plan => plan.Definition.Name, plan => Text(workspace, plans, plan), StringComparer.Ordinal);
    }

    /// <summary>All that decides a scheme's segments; definition files have no zero characters.</summary>
    private static string Text(Workspace workspace, Plans plans, SchemePlan scheme)
    {
        MeasureDefinition[] measures =
        [
            .. plans.Set.MeasuresOf(scheme).SelectMany(plans.Measures.Needed).Distinct()
                .Select(measure => plans.Measures.Definitions[measure])
                .OrderBy(measure => measure.Name, StringComparer.Ordinal),
        ];
        return string.Join('\0',
        [
            .. plans.Set.Reached(scheme).Select(one => one.Definition)
                .OrderBy(one => one.Name, StringComparer.Ordinal)
                .Select(one => SchemeText.Of(workspace.Files[one.At.File])),
            .. Texts(workspace, measures),
        ]);
    }

    /// <summary>All that decides measures beside those that they use and the sources: their texts, and the tables that
    /// they look values up in.</summary>
    internal static IEnumerable<string> Texts(Workspace workspace, IReadOnlyList<MeasureDefinition> measures) =>
    [
        .. measures.Select(Text),
        .. measures.SelectMany(measure => UsedTables.Of(measure.Value)).Distinct().Order(StringComparer.Ordinal)
            .Select(table => Encoding.UTF8.GetString(workspace.Files[LookupTables.FileOf(table)])),
    ];

    private static string Text(MeasureDefinition measure) => string.Create(
        CultureInfo.InvariantCulture,
        $"{measure.Name}: {measure.Value.Text}, {measure.IsRolledUp}, {measure.Capacity?.Minutes}");
}
