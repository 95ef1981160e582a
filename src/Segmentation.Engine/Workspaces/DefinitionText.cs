using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Segmentation.Engine.Workspaces;

/// <summary>The text of a definition file: UTF-8 of a limited length, without control characters.</summary>
internal static class DefinitionText
{
    private const int UsualLongestBytes = 1024 * 1024;

    /// <summary>The text without a byte order mark; null after a problem.</summary>
    public static string? Of(
        string file, byte[] bytes, Problems problems, int longestBytes = UsualLongestBytes)
    {
        var whole = new Location(file, 0, 0);
        if (bytes.Length > longestBytes)
        {
            problems.Add(
                ProblemCode.Unreadable, whole, $"{bytes.Length} bytes",
                $"a definition file of at most {longestBytes} bytes");
            return null;
        }

        var content = bytes.AsSpan();
        if (content.StartsWith(Encoding.UTF8.Preamble))
            content = content[Encoding.UTF8.Preamble.Length..];
        var chars = new char[content.Length];
        var status = Utf8.ToUtf16(content, chars, out var read, out var written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
        {
            problems.Add(
                ProblemCode.Unreadable, End(file, chars.AsSpan(0, written)),
                $"byte 0x{content[read]:X2}, which is not UTF-8",
                "UTF-8 text", "save the file as UTF-8");
            return null;
        }

        return WithoutControls(file, new string(chars, 0, written), problems);
    }

    /// <summary>
    /// The text itself. A control character is refused, because YAML readers end or skip at some of them.
    /// </summary>
    private static string? WithoutControls(string file, string text, Problems problems)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsControl(text[i]) || text[i] is '\n' or '\r' or '\t' or '\u0085')
                continue;
            var found = $"control character 0x{(int)text[i]:X2}";
            problems.Add(ProblemCode.Unreadable, End(file, text.AsSpan(0, i)), found, "text", "remove it");
            return null;
        }

        return text;
    }

    private static Location End(string file, ReadOnlySpan<char> before)
    {
        var lineStart = before.LastIndexOf('\n') + 1;
        return new Location(file, before.Count('\n') + 1, before.Length - lineStart + 1);
    }
}
