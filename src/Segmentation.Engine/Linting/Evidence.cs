using Segmentation.Engine.Expressions;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>What schemes decide by: their measures, and the fields that those are made of.</summary>
/// <param name="workspace">The definitions.</param>
/// <param name="measures">The measures.</param>
/// <param name="schemes">The schemes.</param>
internal sealed class Evidence(Workspace workspace, MeasurePlan measures, IReadOnlyList<SchemePlan> schemes)
{
    /// <summary>The measures that a scheme reads, near and far, by their place in the file.</summary>
    public IReadOnlyList<MeasureDefinition> Of(SchemePlan scheme)
    {
        var reached = new SortedSet<int>();
        Reach(scheme, reached);
        return [.. reached.Select(measure => measures.Definitions[measure])];
    }

    /// <summary>The fields of customers and rows that a measure itself reads.</summary>
    public IEnumerable<FieldDefinition> Fields(MeasureDefinition measure)
    {
        var bound = measures.Bound(measures.Find(measure.Name));
        var own = bound.References.Where(used => measures.Find(used.Name) < 0 || used.Name == measure.Name)
            .Select(used => Field(workspace.Customers, used.Name));
        var rows = bound.Aggregates
            .SelectMany(asked => OfRows(asked.Stream, asked.Argument, asked.Filter));
        var models = bound.Lifetimes
            .SelectMany(asked => OfRows(asked.Stream, asked.Amount, asked.Filter, asked.Contract?.By));
        return own.Concat(rows).Concat(models).OfType<FieldDefinition>().Distinct();
    }

    private IEnumerable<FieldDefinition?> OfRows(string stream, params Expression?[] read)
    {
        var source = workspace.Streams.First(one => one.Name == stream);
        return read.SelectMany(part => part?.References ?? []).Select(used => Field(source, used.Name));
    }

    private static FieldDefinition? Field(SourceDefinition? source, string name) =>
        source?.Fields.FirstOrDefault(field => field.Name == name);

    private void Reach(SchemePlan scheme, SortedSet<int> reached)
    {
        foreach (var input in scheme.Inputs)
            Reach(input.Measure, reached);
        foreach (var feature in scheme.Features)
            Reach(feature, reached);
        foreach (var used in scheme.Conditions.SelectMany(condition => condition.Expression.References))
            Reach(measures.Find(used.Name), reached);
        foreach (var other in schemes.Where(other => scheme.Uses.Contains(other.Definition.Name)))
            Reach(other, reached);
    }

    private void Reach(int measure, SortedSet<int> reached)
    {
        if (measure < 0 || !reached.Add(measure))
            return;
        foreach (var used in measures.Bound(measure).References)
        {
            if (used.Name != measures.Definitions[measure].Name)
                Reach(measures.Find(used.Name), reached);
        }
    }
}
