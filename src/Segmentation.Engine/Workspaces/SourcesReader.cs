namespace Segmentation.Engine.Workspaces;

/// <summary>Reads <c>sources.yaml</c>: the customers, and the streams of events.</summary>
internal static class SourcesReader
{
    /// <summary>The file.</summary>
    public const string File = "sources.yaml";

    private static readonly string[] Keys = [SourceDefinition.CustomersName, "streams"];

    /// <summary>The sources, customers first; null when the file is no mapping.</summary>
    public static IReadOnlyList<SourceDefinition>? Read(Node node, Problems problems)
    {
        if (Entries.Of(node, Keys, problems) is not { } entries)
            return null;
        var sources = new List<SourceDefinition>();
        if (entries.Find(SourceDefinition.CustomersName) is { } customers
            && SourceDefinitionReader.ReadCustomers(customers, problems) is { } source)
            sources.Add(source);
        if (entries.Find("streams") is { } streams)
            sources.AddRange(Streams(streams, problems));
        if (entries.Find(SourceDefinition.CustomersName) is null && entries.Find("streams") is null)
            problems.Add(
                ProblemCode.MissingKey, entries.At, "neither 'customers' nor 'streams'", "at least one of them");
        CheckVia(sources, problems);
        return sources;
    }

    private static IEnumerable<SourceDefinition> Streams(Node node, Problems problems)
    {
        if (Entries.Map(node, "a mapping from stream names to streams", problems) is not { } map)
            return [];
        return [.. map.Entries.Select(entry => Stream(entry.Key, entry.Value, problems)).OfType<SourceDefinition>()];
    }

    private static SourceDefinition? Stream(TextNode name, Node node, Problems problems)
    {
        if (name.Form(Forms.IsName, Forms.Name, problems) is null)
            return null;
        if (name.Value != SourceDefinition.CustomersName)
            return SourceDefinitionReader.ReadStream(name, node, problems);
        problems.Add(ProblemCode.NameTaken, name.At, "a stream 'customers'", "another name",
            "'customers' is the source of customers");
        return null;
    }

    private static void CheckVia(List<SourceDefinition> sources, Problems problems)
    {
        var streams = sources.Where(source => !source.IsCustomers).ToDictionary(stream => stream.Name);
        foreach (var stream in streams.Values)
        {
            if (stream.Via is not { } via)
                continue;
            if (!streams.TryGetValue(via.Stream, out var other))
                problems.Add(ProblemCode.UnknownName, via.At, $"unknown stream {Sentence.Quoted(via.Stream)}",
                    $"{Entries.OneOf([.. streams.Keys])}", Entries.Near(via.Stream, streams.Keys));
            else if (other.Key is null)
                problems.Add(
                    ProblemCode.MissingKey, via.At, $"stream '{other.Name}' has no key", "a stream with 'key'");
            else
                CheckCycle(stream, streams, problems);
        }
    }

    /// <summary>A cycle is told once, at the first of its streams by name.</summary>
    private static void CheckCycle(
        SourceDefinition start, Dictionary<string, SourceDefinition> streams, Problems problems)
    {
        var path = new List<string> { start.Name };
        for (var via = start.Via; via is not null && streams.TryGetValue(via.Stream, out var next); via = next.Via)
        {
            path.Add(next.Name);
            if (next == start)
            {
                if (path.TrueForAll(name => string.CompareOrdinal(start.Name, name) <= 0))
                    problems.Add(ProblemCode.Cycle, start.Via!.At, $"a cycle of streams, {string.Join(" -> ", path)}",
                        "a stream with 'customer' or 'belongs_to' at the end");
                return;
            }

            if (path.Count > streams.Count)
                return;
        }
    }
}
