namespace Segmentation.Engine.Workspaces;

/// <summary>A node of a definition file, with its place.</summary>
internal abstract class Node(Location at)
{
    /// <summary>Where the node stands.</summary>
    public Location At { get; } = at;

    /// <summary>What stands there, for messages.</summary>
    public abstract string Said { get; }
}

/// <summary>A text, which may turn out to be a number or a flag.</summary>
internal sealed class TextNode(string value, Location at, Location textAt, bool isNothing) : Node(at)
{
    /// <summary>The text.</summary>
    public string Value { get; } = value;

    /// <summary>Where its first character stands, after a quote or on the first line of a block.</summary>
    public Location TextAt { get; } = textAt;

    /// <summary>Whether nothing stands there, or a plain null.</summary>
    public bool IsNothing { get; } = isNothing;

    /// <inheritdoc/>
    public override string Said => IsNothing ? "nothing" : Sentence.Quoted(Value);
}

/// <summary>A list.</summary>
internal sealed class ListNode(IReadOnlyList<Node> items, Location at) : Node(at)
{
    /// <summary>The items, in the order of the file.</summary>
    public IReadOnlyList<Node> Items { get; } = items;

    /// <inheritdoc/>
    public override string Said => "a list";
}

/// <summary>A mapping; its keys are texts and different.</summary>
internal sealed class MapNode(IReadOnlyList<KeyValuePair<TextNode, Node>> entries, Location at) : Node(at)
{
    /// <summary>The keys and values, in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<TextNode, Node>> Entries { get; } = entries;

    /// <inheritdoc/>
    public override string Said => Entries.Count == 0 ? "nothing" : "a mapping";

    /// <summary>The value of a key, or null.</summary>
    public Node? Find(string key)
    {
        foreach (var (name, value) in Entries)
        {
            if (name.Value == key)
                return value;
        }

        return null;
    }
}
