using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Schemes;

/// <summary>All schemes of a workspace, decided together: each after those whose results it uses.</summary>
public sealed class SchemeSet
{
    private readonly SchemeNames _names;

    private SchemeSet(SchemeNames names, IReadOnlyList<SchemePlan> order)
    {
        (_names, Order) = (names, order);
        Schemes = [.. order.OrderBy(plan => plan.Definition.Name, StringComparer.Ordinal)];
    }

    /// <summary>The schemes, by name.</summary>
    public IReadOnlyList<SchemePlan> Schemes { get; }

    /// <summary>The schemes in the order in which they are decided.</summary>
    public IReadOnlyList<SchemePlan> Order { get; }

    /// <summary>The measures that schemes read; each has its place in the workspace for a slot.</summary>
    internal MeasurePlan Measures => _names.Measures;

    /// <summary>Binds schemes; null when there were problems, which are added.</summary>
    public static SchemeSet? Bind(
        IReadOnlyList<SchemeDefinition> schemes, MeasurePlan measures, Problems problems)
    {
        var before = problems.Count;
        var names = new SchemeNames(measures, schemes);
        var plans = schemes.Select(scheme => SchemePlan.Bind(scheme, names, problems)).OfType<SchemePlan>().ToArray();
        var order = SchemeOrder.Of(plans, problems);
        return problems.Count == before ? new SchemeSet(names, order) : null;
    }

    /// <summary>The same without some schemes, which none of the others uses.</summary>
    public SchemeSet Without(IReadOnlySet<string> skipped) =>
        new(_names, [.. Order.Where(plan => !skipped.Contains(plan.Definition.Name))]);

    /// <summary>
    /// The column of a run's files that a name in a condition means: a measure, a score of any scheme, or the segment
    /// of the scheme with this name. Null when the name is unknown.
    /// </summary>
    public string? ColumnOf(string name) => _names.Find(name)?.Column;

    /// <summary>The column of a run's files that a slot means.</summary>
    internal string ColumnAt(int slot) => _names.At(slot).Column;

    /// <summary>Decides every scheme for every customer.</summary>
    /// <param name="measures">The measures, in the order of the workspace.</param>
    /// <param name="edges">The edges of a scheme's scores; null to leave out the scheme, and all that use it.</param>
    /// <param name="asOf">The as-of day.</param>
    /// <param name="count">The number of customers.</param>
    /// <param name="settle">Turns what a scheme decides into what people and later schemes see; null for the same.
    /// </param>
    public SchemeResults Decide(
        IReadOnlyList<Column> measures, Func<string, IReadOnlyList<Edges>?> edges, int asOf, int count,
        Settle? settle = null)
    {
        var results = new SchemeResults(measures, _names.Count, asOf, count);
        foreach (var plan in Order)
        {
            if (edges(plan.Definition.Name) is { } own && Used(plan).All(results.Has))
                plan.Decide(results, own, settle);
        }

        return results;
    }

    /// <summary>A scheme and all schemes that it uses, near and far.</summary>
    public IReadOnlyList<SchemePlan> Reached(SchemePlan plan)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { plan.Definition.Name };
        foreach (var later in Order.Reverse().Where(later => reached.Contains(later.Definition.Name)))
            reached.UnionWith(later.Uses);
        return [.. Order.Where(one => reached.Contains(one.Definition.Name))];
    }

    /// <summary>
    /// The measures, by their place in the workspace, that a scheme decides by: itself, or through those that it uses.
    /// </summary>
    public IReadOnlyList<int> MeasuresOf(SchemePlan plan) =>
    [
        .. Reached(plan).SelectMany(one => one.Inputs.Select(input => input.Measure).Concat(one.Features)
            .Concat(one.Conditions.SelectMany(condition => condition.Expression.References).Select(used => used.Slot)))
            .Where(slot => slot < Measures.Definitions.Count).Distinct().Order(),
    ];

    private IEnumerable<SchemePlan> Used(SchemePlan plan) =>
        Order.Where(other => plan.Uses.Contains(other.Definition.Name));
}
