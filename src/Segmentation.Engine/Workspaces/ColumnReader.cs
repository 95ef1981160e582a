namespace Segmentation.Engine.Workspaces;

/// <summary>
/// Reads a reference to a column: a header, a list of alternatives, or a mapping that says whether it is optional.
/// </summary>
internal static class ColumnReader
{
    private const string Expected = "a column's header, or a list of alternatives";

    private static readonly string[] Keys = ["column", "optional"];

    /// <summary>The column; null when there is no node, or after a problem.</summary>
    public static ColumnNames? Read(Node? node, Problems problems)
    {
        if (node is not MapNode)
            return Names(node, optional: false, problems);
        return Entries.Of(node, Keys, problems) is { } entries
            ? Names(entries.Need("column", Expected), entries.Find("optional").Flag(problems) ?? false, problems)
            : null;
    }

    /// <summary>A well-known column, which a file may lack unless it is written plainly.</summary>
    public static ColumnNames? ReadWellKnown(Node? node, Problems problems)
    {
        if (node is not (ListNode or MapNode))
            return Read(node, problems);
        var said = (node as MapNode)?.Find("optional") is not null;
        return Read(node, problems) is { } names ? names with { Optional = !said || names.Optional } : null;
    }

    /// <summary>The headers of a node that is a text or a list.</summary>
    public static ColumnNames? Names(Node? node, bool optional, Problems problems)
    {
        var names = node.Texts(Expected, problems);
        return names.Count == 0 ? null : new ColumnNames([.. names.Select(name => name.Value)], names[0].At, optional);
    }
}
