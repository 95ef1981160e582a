using System.Text;

namespace Segmentation.Engine.Workspaces;

/// <summary>What decides the segments of a scheme, as one text: the same for files that mean the same.</summary>
public static class SchemeText
{
    private const string VersionKey = "version";

    /// <summary>
    /// The content of a scheme's file without comments, layout, its version, and what it says for people alone.
    /// </summary>
    /// <param name="file">The content, which could be read before.</param>
    public static string Of(byte[] file)
    {
        var text = new StringBuilder();
        if (NodeReader.Read("", file, new Problems()) is MapNode scheme)
        {
            var deciding = scheme.Entries.Where(
                entry => entry.Key.Value != VersionKey && !Purpose.Keys.Contains(entry.Key.Value));
            Write(text, new MapNode([.. deciding], scheme.At));
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, Node node)
    {
        switch (node)
        {
            case TextNode leaf:
                text.Append(leaf.IsNothing ? "~" : Quoted(leaf.Value));
                break;
            case ListNode list:
                WriteAll(text, '[', list.Items, item => Write(text, item), ']');
                break;
            case MapNode map:
                WriteAll(text, '{', map.Entries.OrderBy(entry => entry.Key.Value, StringComparer.Ordinal), entry =>
                {
                    text.Append(Quoted(entry.Key.Value)).Append(':');
                    Write(text, entry.Value);
                }, '}');
                break;
        }
    }

    private static void WriteAll<T>(StringBuilder text, char open, IEnumerable<T> items, Action<T> write, char close)
    {
        text.Append(open);
        foreach (var item in items)
        {
            write(item);
            text.Append(',');
        }

        text.Append(close);
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
