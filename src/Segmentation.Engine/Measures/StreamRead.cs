using Segmentation.Engine.Dumps;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Measures;

/// <summary>What one aggregate, or one question to a lifetime model, reads of a stream.</summary>
/// <param name="Source">The stream.</param>
/// <param name="Fields">The fields that it reads, in the order of the source, without its time.</param>
internal sealed record StreamRead(SourceDefinition Source, IReadOnlyList<FieldDefinition> Fields)
{
    /// <summary>All that an expression reads of streams by itself; what its measures read is not among it.</summary>
    public static IEnumerable<StreamRead> Of(Expression expression, Workspace workspace) => expression.Aggregates
        .Select(read => Of(workspace, read.Stream, read.Split, read.Argument, read.Filter))
        .Concat(expression.Lifetimes.Select(asked => Of(
            workspace, asked.Stream, null, asked.Amount, asked.Filter, asked.Contract?.Ends, asked.Contract?.By)));

    private static StreamRead Of(Workspace workspace, string stream, Split? split, params Expression?[] read)
    {
        var source = workspace.Streams.Single(one => one.Name == stream);
        var names = read.OfType<Expression>().SelectMany(part => part.References).Select(used => used.Name).ToHashSet();
        if (split is not null)
            names.Add(RowLayout.Of(source).Names[split.Slot]);
        return new StreamRead(source, [.. source.Fields.Where(field => names.Contains(field.Name))]);
    }
}
