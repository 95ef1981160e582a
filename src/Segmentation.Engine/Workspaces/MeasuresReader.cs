namespace Segmentation.Engine.Workspaces;

/// <summary>Reads <c>measures.yaml</c>: a name for each expression over customers and their events.</summary>
internal static class MeasuresReader
{
    /// <summary>The file.</summary>
    public const string File = "measures.yaml";

    private const string Minutes = "minutes";
    private const string Expected = "an expression, such as count(orders)";

    private static readonly string[] Keys = ["value", "unit", "kind", "rollup", "allocate"];

    /// <summary>The measures, in the order of the file; null when it is no mapping.</summary>
    public static IReadOnlyList<MeasureDefinition>? Read(Node node, Problems problems)
    {
        if (Entries.Map(node, "a mapping from names to expressions", problems) is not { } map)
            return null;
        if (map.Entries.Count == 0)
            problems.Add(
                ProblemCode.MissingKey, map.At, "no measures", "at least one, such as frequency: count(orders)");
        return [.. map.Entries.Select(entry => Read(entry.Key, entry.Value, problems)).OfType<MeasureDefinition>()];
    }

    private static MeasureDefinition? Read(TextNode name, Node node, Problems problems)
    {
        if (name.Form(Forms.IsName, Forms.Name, problems) is null)
            return null;
        if (node is not MapNode)
        {
            return node.Expression(Expected, problems) is { } plain
                ? new MeasureDefinition(name.Value, name.At, plain)
                : null;
        }

        if (Entries.Of(node, Keys, problems) is not { } entries)
            return null;
        var value = entries.Need("value", Expected).Expression(Expected, problems);
        var unit = entries.Find("unit").Text("a text", problems)?.Value;
        var kind = entries.Find("kind").Text("a text", problems)?.Value;
        var rollup = entries.Find("rollup");
        var capacity = Capacity.Read(entries.Find("allocate"), problems);
        if (capacity is not null && rollup is not null)
            problems.Add(
                ProblemCode.MisplacedKey, capacity.At, "'allocate' beside 'rollup'", "one of them",
                "minutes are shared among customers, not summed over those below");
        return value is null
            ? null
            : new MeasureDefinition(name.Value, name.At, value)
            {
                Unit = unit ?? (capacity is null ? null : Minutes),
                Kind = kind,
                Rollup = rollup.Word(["sum"], problems) is null ? null : rollup!.At,
                Capacity = capacity,
            };
    }
}
