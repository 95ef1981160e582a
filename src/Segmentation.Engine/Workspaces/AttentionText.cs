using System.Text;
using System.Text.RegularExpressions;

namespace Segmentation.Engine.Workspaces;

/// <summary>Why the customers of a segment need a person's attention: a sentence with measures in braces.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Words">The words before, between and behind the measures; one more than there are measures.</param>
/// <param name="Measures">The names of the measures, in the order of the sentence.</param>
public sealed partial record AttentionText(Location At, IReadOnlyList<string> Words, IReadOnlyList<string> Measures)
{
    /// <summary>What a sentence looks like, for messages.</summary>
    internal const string Expected = "a sentence with measures in braces, such as: renews in {renews_in} days";

    /// <summary>The sentence of a customer.</summary>
    /// <param name="say">Says the value of a measure.</param>
    public string Fill(Func<string, string> say)
    {
        var text = new StringBuilder(Words[0]);
        for (var i = 0; i < Measures.Count; i++)
            text.Append(say(Measures[i])).Append(Words[i + 1]);
        return text.ToString();
    }

    /// <summary>Reads the sentence; null when there is none, or after a problem.</summary>
    internal static AttentionText? Read(Node? node, Problems problems)
    {
        if (node.Text(Expected, problems) is not { } text)
            return null;
        var parts = InBraces().Split(text.Value);
        string[] words = [.. parts.Where((_, i) => i % 2 == 0)];
        if (!words.Any(word => word.Contains('{') || word.Contains('}')))
            return new AttentionText(text.At, words, [.. parts.Where((_, i) => i % 2 == 1)]);
        problems.Add(
            ProblemCode.Syntax, text.At, text.Said, Expected, "close each brace around the name of a measure");
        return null;
    }

    [GeneratedRegex(@"\{\s*([A-Za-z_][A-Za-z0-9_-]*)\s*\}")]
    private static partial Regex InBraces();
}
