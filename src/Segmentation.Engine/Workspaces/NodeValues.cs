using System.Globalization;

namespace Segmentation.Engine.Workspaces;

/// <summary>
/// What the texts of a definition file mean; each asks for one kind of value and says so when it finds another.
/// </summary>
internal static class NodeValues
{
    /// <summary>A text that is not empty; null when there is no node, or after a problem.</summary>
    public static TextNode? Text(this Node? node, string expected, Problems problems)
    {
        if (node is null or TextNode { IsNothing: false, Value.Length: > 0 })
            return node as TextNode;
        problems.Add(ProblemCode.WrongValue, node.At, node.Said, $"{expected}");
        return null;
    }

    /// <summary>A text of the right form.</summary>
    public static TextNode? Form(this Node? node, Func<string, bool> isRight, string expected, Problems problems)
    {
        var text = node.Text(expected, problems);
        if (text is null || isRight(text.Value))
            return text;
        problems.Add(ProblemCode.WrongValue, text.At, text.Said, $"{expected}");
        return null;
    }

    /// <summary>One of some words.</summary>
    public static string? Word(this Node? node, IReadOnlyList<string> words, Problems problems)
    {
        var expected = Entries.OneOf(words);
        if (node.Text(expected, problems) is not { } text)
            return null;
        if (words.Contains(text.Value))
            return text.Value;
        problems.Add(ProblemCode.WrongValue, text.At, text.Said, $"{expected}", Entries.Near(text.Value, words));
        return null;
    }

    /// <summary>A whole number in a range.</summary>
    public static int? Whole(this Node? node, int least, int most, Problems problems)
    {
        var range = most == int.MaxValue ? $"of at least {least}" : $"from {least} to {most}";
        var expected = $"a whole number {range}";
        if (node.Text(expected, problems) is not { } text)
            return null;
        if (int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return number;
        problems.Add(ProblemCode.WrongValue, text.At, text.Said, $"{expected}");
        return null;
    }

    /// <summary>An exact number of points: at most a million, with up to six digits behind the point.</summary>
    public static decimal? Amount(this Node? node, Problems problems)
    {
        const string expected = "a number from -1000000 to 1000000 with at most 6 digits behind the point";
        if (node.Text(expected, problems) is not { } text)
            return null;
        if (Forms.Amount(text.Value) is { Scale: <= 6 } number && Math.Abs(number) <= 1_000_000)
            return number;
        problems.Add(ProblemCode.WrongValue, text.At, text.Said, expected);
        return null;
    }

    /// <summary>True or false.</summary>
    public static bool? Flag(this Node? node, Problems problems) =>
        node.Word(["true", "false"], problems) is { } word ? word == "true" : null;

    /// <summary>A text, or a list of texts with at least one.</summary>
    public static IReadOnlyList<TextNode> Texts(this Node? node, string expected, Problems problems)
    {
        if (node is not ListNode list)
            return node.Text(expected, problems) is { } one ? [one] : [];
        if (list.Items.Count == 0)
            problems.Add(ProblemCode.WrongValue, list.At, "an empty list", $"{expected}");
        return [.. list.Items.Select(item => item.Text(expected, problems)).OfType<TextNode>()];
    }

    /// <summary>A list of texts, which may be empty.</summary>
    public static IReadOnlyList<TextNode> List(this Node? node, string expected, Problems problems)
    {
        if (node is ListNode list)
            return [.. list.Items.Select(item => item.Text(expected, problems)).OfType<TextNode>()];
        if (node is not null)
            problems.Add(ProblemCode.WrongValue, node.At, node.Said, $"a list of {expected}");
        return [];
    }

    /// <summary>An expression as written.</summary>
    public static ExpressionText? Expression(this Node? node, string expected, Problems problems)
    {
        if (node.Text(expected, problems) is not { } text)
            return null;
        if (!string.IsNullOrWhiteSpace(text.Value))
            return new ExpressionText(text.Value, text.TextAt);
        problems.Add(ProblemCode.WrongValue, text.At, text.Said, $"{expected}");
        return null;
    }
}
