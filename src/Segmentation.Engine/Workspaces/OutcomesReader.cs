namespace Segmentation.Engine.Workspaces;

/// <summary>Reads <c>outcomes.yaml</c>: what happened to customers, and for how much.</summary>
internal static class OutcomesReader
{
    /// <summary>The file.</summary>
    public const string File = "outcomes.yaml";

    private const string Start = "start";
    private const string Cost = "cost_to_serve";
    private const string ExpectedEvent = "an expression, such as count(cancellations)";
    private const string ExpectedValue = "an amount, such as sum(cancellations.amount)";

    private static readonly string[] Keys = ["event", "value", "horizon"];

    /// <summary>The outcomes, in the order of the file; null when it is no mapping.</summary>
    public static OutcomesDefinition? Read(Node node, Problems problems)
    {
        if (Entries.Map(node, "a mapping from outcomes to event, value and horizon", problems) is not { } map)
            return null;
        var outcomes = map.Entries.Where(entry => entry.Key.Value is not (Start or Cost)).ToArray();
        if (outcomes.Length == 0)
            problems.Add(
                ProblemCode.MissingKey, map.At, "no outcomes",
                "at least one, such as churned: { event: count(cancellations), horizon: P1Y }");
        var definition = new OutcomesDefinition(
            [.. outcomes.Select(entry => Read(entry.Key, entry.Value, problems)).OfType<OutcomeDefinition>()])
        {
            Start = Measure(map.Find(Start), problems),
            CostToServe = Measure(map.Find(Cost), problems),
        };
        CheckHorizons(map, definition, problems);
        return definition;
    }

    /// <summary>Losses and gains are counted against one value at the beginning, so that they have one horizon.
    /// </summary>
    private static void CheckHorizons(MapNode map, OutcomesDefinition definition, Problems problems)
    {
        OutcomeDefinition[] counted = [.. definition.All.Where(outcome => outcome.IsRetention)];
        foreach (var other in counted.Skip(1).Where(other => other.Horizon != counted[0].Horizon))
        {
            problems.Add(
                ProblemCode.WrongValue, ((MapNode)map.Find(other.Name)!).Find("horizon")!.At,
                $"another horizon than that of '{counted[0].Name}'", "the same for losses and gains",
                "what is retained is counted from one beginning");
        }
    }

    private static OutcomeDefinition? Read(TextNode name, Node node, Problems problems)
    {
        if (name.Form(Forms.IsName, Forms.Name, problems) is null
            || Entries.Of(node, Keys, problems) is not { } entries)
            return null;
        var happened = entries.Need("event", ExpectedEvent).Expression(ExpectedEvent, problems);
        var value = entries.Find("value").Expression(ExpectedValue, problems);
        var horizon = Horizon.Read(entries.Need("horizon", "how far back it counts, such as P1Y"), problems);
        return happened is null || horizon is null
            ? null
            : new OutcomeDefinition(name.Value, happened, value, horizon.Value);
    }

    private static NamedMeasure? Measure(Node? node, Problems problems) =>
        node.Text("a measure", problems) is { } text ? new NamedMeasure(text.Value, text.At) : null;
}
