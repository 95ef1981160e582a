using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Segmentation.Engine.Workspaces;

/// <summary>
/// Reads the YAML of one definition file: one document of mappings, lists and texts, without anchors and tags.
/// </summary>
internal sealed class NodeReader
{
    private const int DeepestNesting = 16;

    private readonly string _file;
    private readonly string _text;
    private readonly Problems _problems;
    private readonly Parser _parser;

    private NodeReader(string file, string text, Problems problems)
    {
        _file = file;
        _text = text;
        _problems = problems;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The document of a file, an empty mapping for an empty one; null after a problem.</summary>
    public static Node? Read(string file, byte[] bytes, Problems problems) =>
        DefinitionText.Of(file, bytes, problems) is { } text ? new NodeReader(file, text, problems).Read() : null;

    private Node? Read()
    {
        try
        {
            return Document();
        }
        catch (YamlException fault)
        {
            return Problem(At(fault.Start), $"YAML that cannot be read ({fault.Message.TrimEnd('.', ' ')})",
                "lines of 'key: value', indented with blanks",
                "put a text that has ': ' or ' #' in it, or begins with a sign, in quotes");
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or FormatException
            or ArithmeticException or IndexOutOfRangeException)
        {
            // The parser's own slips on broken input are the input's fault too.
            return Problem(new Location(_file, 1, 1), "YAML that cannot be read", "lines of 'key: value'");
        }
    }

    private Node? Document()
    {
        _parser.MoveNext();
        if (Next() is StreamEnd)
            return new MapNode([], new Location(_file, 1, 1));
        Next();
        if (ReadNode(1) is not { } root)
            return null;
        Next();
        if (Next() is DocumentStart second)
            return Problem(At(second.Start), "a second document", "one document per file", "remove the '---'");
        return root is TextNode { IsNothing: true } ? new MapNode([], root.At) : root;
    }

    private Node? ReadNode(int depth)
    {
        var at = At(_parser.Current!.Start);
        if (_parser.Current is AnchorAlias alias)
            return Problem(at, $"alias {Sentence.Quoted("*" + alias.Value)}", "the value itself");
        if (_parser.Current is not NodeEvent node)
            return Problem(at, "YAML that cannot be read", "a text, a list or a mapping");
        if (!node.Anchor.IsEmpty)
            return Problem(at, $"anchor {Sentence.Quoted("&" + node.Anchor.Value)}", "the value itself");
        if (!node.Tag.IsEmpty)
            return Problem(at, $"tag {Sentence.Quoted(TagOf(node))}", "the value itself");
        if (depth > DeepestNesting)
            return Problem(at, $"nesting deeper than {DeepestNesting}", "the keys of a definition file");
        return node switch
        {
            Scalar scalar => Text(scalar),
            SequenceStart => List(at, depth),
            _ => Map(at, depth),
        };
    }

    private ListNode? List(Location at, int depth)
    {
        var items = new List<Node>();
        while (Next() is not SequenceEnd)
        {
            if (ReadNode(depth + 1) is not { } item)
                return null;
            items.Add(item);
        }

        return new ListNode(items, at);
    }

    private MapNode? Map(Location at, int depth)
    {
        var entries = new List<KeyValuePair<TextNode, Node>>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (Next() is not MappingEnd)
        {
            if (ReadNode(depth + 1) is not { } node || Key(node) is not { } key)
                return null;
            Next();
            if (ReadNode(depth + 1) is not { } value)
                return null;
            if (lines.TryAdd(key.Value, key.At.Line))
                entries.Add(new(key, value));
            else
                Problem(key.At, $"key {key.Said} twice", $"it once; line {lines[key.Value]} has it already");
        }

        return new MapNode(entries, at);
    }

    private TextNode? Key(Node node)
    {
        if (node is TextNode { IsNothing: false } key)
            return key;
        Problem(node.At, $"{node.Said} as a key", "a text");
        return null;
    }

    private TextNode Text(Scalar scalar)
    {
        var at = At(scalar.Start);
        return scalar.Style switch
        {
            ScalarStyle.Literal or ScalarStyle.Folded =>
                new TextNode(scalar.Value.Trim(), at, BlockStart(at), string.IsNullOrWhiteSpace(scalar.Value)),
            ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted =>
                new TextNode(scalar.Value, at, at with { Column = at.Column + 1 }, isNothing: false),
            _ => new TextNode(scalar.Value, at, at, scalar.Value is "" or "~" or "null" or "Null" or "NULL"),
        };
    }

    /// <summary>
    /// The first character of a block scalar: the first that is not blank on the lines after its sign.
    /// </summary>
    private Location BlockStart(Location sign)
    {
        var line = 0;
        foreach (var content in _text.AsSpan().EnumerateLines())
        {
            line++;
            var column = content.IndexOfAnyExcept(' ', '\t');
            if (line > sign.Line && column >= 0)
                return new Location(_file, line, column + 1);
        }

        return sign;
    }

    private ParsingEvent Next()
    {
        if (!_parser.MoveNext())
            throw new YamlException("the file ends too early");
        return _parser.Current!;
    }

    private static string TagOf(NodeEvent node) => node.Tag.IsNonSpecific ? "!" : node.Tag.Value;

    private Location At(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);

    private Node? Problem(Location at, string found, string expected, string fix = "")
    {
        _problems.Add(ProblemCode.Yaml, at, found, expected, fix);
        return null;
    }
}
