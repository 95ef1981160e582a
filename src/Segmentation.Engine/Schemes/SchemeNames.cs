using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Schemes;

/// <summary>
/// What conditions may name, each with a slot: the measures, and of every scheme the segment under the scheme's name
/// and the columns that lead to it.
/// </summary>
internal sealed class SchemeNames
{
    private readonly Dictionary<string, Named> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Named> _bySlot = [];

    /// <summary>Gives slots: measures in the order of the workspace first, then scheme by scheme.</summary>
    public SchemeNames(MeasurePlan measures, IReadOnlyList<SchemeDefinition> schemes)
    {
        Measures = measures;
        for (var measure = 0; measure < measures.Definitions.Count; measure++)
        {
            var name = measures.Definitions[measure].Name;
            Add(new Reference(measure, name, measures.Type(measure)) { MayBeNull = measures.MayBeNull(measure) }, name);
        }

        foreach (var scheme in schemes)
        {
            Add(new Reference(Count, scheme.Name, ColumnType.Text)
            {
                MayBeNull = false,
                // Which clusters there are is known in a run alone.
                Texts = scheme.Kind == SchemeKind.Clusters ? null : [.. scheme.Segments.Select(segment => segment.Id)],
            }, ScoredShard.SegmentName(scheme.Name), scheme.Name);
            foreach (var column in scheme.Columns)
            {
                Add(new Reference(Count, column.Name, column.Type) { MayBeNull = scheme.Missing is not null },
                    ScoredShard.ScoreName(scheme.Name, column.Name), scheme.Name);
            }
        }
    }

    /// <summary>The measures.</summary>
    public MeasurePlan Measures { get; }

    /// <summary>The number of slots.</summary>
    public int Count => _named.Count;

    /// <summary>The names, in the order of the slots.</summary>
    public IEnumerable<string> All => _named.Keys;

    /// <summary>What a name means; null when it is unknown.</summary>
    public Named? Find(string name) => _named.GetValueOrDefault(name);

    /// <summary>What the name with a slot means.</summary>
    public Named At(int slot) => _bySlot[slot];

    private void Add(Reference reference, string column, string? scheme = null) =>
        _bySlot[reference.Slot] = _named[reference.Name] = new Named(reference, column, scheme);

    /// <summary>What a name means.</summary>
    /// <param name="Reference">Its slot and type.</param>
    /// <param name="Column">The name of the column in the files of a run.</param>
    /// <param name="Scheme">The scheme that decides it; null for a measure.</param>
    public sealed record Named(Reference Reference, string Column, string? Scheme);
}

/// <summary>The names that the conditions of one scheme may use.</summary>
/// <param name="names">All names.</param>
/// <param name="scheme">The scheme.</param>
/// <param name="seesOwn">
/// Whether the scheme's own columns are there when a condition is looked at; those of customers that are still to be
/// decided are not null.
/// </param>
internal sealed class SchemeScope(SchemeNames names, SchemeDefinition scheme, bool seesOwn) : Scope
{
    public override IEnumerable<string> Names => names.All.Where(name => seesOwn || !IsOwn(name));

    public override string What => "measures, scores and schemes of the workspace";

    public override Reference? Find(string name, ColumnType? wanted)
    {
        var reference = names.Find(name)?.Reference;
        return !IsOwn(name) ? reference : seesOwn ? reference! with { MayBeNull = false } : null;
    }

    private bool IsOwn(string name) => name != scheme.Name && names.Find(name)?.Scheme == scheme.Name;
}
