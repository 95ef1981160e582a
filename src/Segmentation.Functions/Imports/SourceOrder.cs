using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Imports;

/// <summary>The order in which sources are read: customers first, and a stream after the one that it joins.</summary>
internal static class SourceOrder
{
    public static IReadOnlyList<SourceDefinition> Of(Workspace workspace)
    {
        var ordered = new List<SourceDefinition>();
        void Add(SourceDefinition source)
        {
            if (ordered.Contains(source))
                return;
            // The reader of definitions refuses cycles.
            if (source.Via is { } via)
                Add(workspace.Streams.Single(stream => stream.Name == via.Stream));
            ordered.Add(source);
        }

        foreach (var source in workspace.Sources.OrderBy(source => !source.IsCustomers))
            Add(source);
        return ordered;
    }
}
