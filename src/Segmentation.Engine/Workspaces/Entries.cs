namespace Segmentation.Engine.Workspaces;

/// <summary>A mapping whose keys are all known.</summary>
internal sealed class Entries
{
    private const int LongestSuggested = 100;

    private readonly MapNode _node;
    private readonly Problems _problems;

    private Entries(MapNode node, Problems problems)
    {
        _node = node;
        _problems = problems;
    }

    /// <summary>Where the mapping begins.</summary>
    public Location At => _node.At;

    /// <summary>
    /// The entries of a node, with a problem for each key that is unknown; null when it is no mapping.
    /// </summary>
    public static Entries? Of(Node node, IReadOnlyList<string> keys, Problems problems)
    {
        var expected = $"{OneOf(keys)}";
        if (Map(node, $"a mapping of {string.Join(", ", keys)}", problems) is not { } map)
            return null;
        foreach (var (key, _) in map.Entries)
        {
            if (!keys.Contains(key.Value))
                problems.Add(
                    ProblemCode.UnknownKey, key.At, $"unknown key {key.Said}", expected, Near(key.Value, keys));
        }

        return new Entries(map, problems);
    }

    /// <summary>The node as a mapping with any keys; null after a problem.</summary>
    public static MapNode? Map(Node node, string expected, Problems problems)
    {
        if (node is MapNode map)
            return map;
        if (node is TextNode { IsNothing: true })
            return new MapNode([], node.At);
        problems.Add(ProblemCode.WrongValue, node.At, node.Said, $"{expected}");
        return null;
    }

    /// <summary>"a, b or c".</summary>
    public static string OneOf(IReadOnlyList<string> words) => words.Count < 2
        ? string.Concat(words)
        : $"{string.Join(", ", words.Take(words.Count - 1))} or {words[^1]}";

    /// <summary>"did you mean 'x'?", or an empty text.</summary>
    public static string Near(string name, IEnumerable<string> known) =>
        name.Length > LongestSuggested ? "" : Suggestion.For(name, known);

    /// <summary>The value of a key, or null.</summary>
    public Node? Find(string key) => _node.Find(key);

    /// <summary>The value of a mandatory key; null after a problem.</summary>
    public Node? Need(string key, string what)
    {
        if (Find(key) is { } value)
            return value;
        _problems.Add(ProblemCode.MissingKey, At, $"no '{key}'", $"{key}: {what}");
        return null;
    }
}
