using System.Text;
using Spectre.Console;

namespace Segmentation.Cli.Show;

/// <summary>Plain lines, which are never wrapped: paths and ids stay whole.</summary>
internal static class Lines
{
    /// <summary>A time as people read it, in UTC; empty for none.</summary>
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    /// <summary>A time to the minute, in UTC; empty for none.</summary>
    public static string Minute(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    public static void Line(this IAnsiConsole console, string text = "") => console.Profile.Out.Writer.WriteLine(text);

    /// <summary>A line in a style such as bold, where there are colours.</summary>
    public static void Paint(this IAnsiConsole console, string text, string style)
    {
        if (console.Profile.Capabilities.Ansi)
            console.Write(new Markup($"[{style}]{Markup.Escape(text)}[/]\n"));
        else
            console.Line(text);
    }

    /// <summary>A sentence in lines that fit a terminal; lines behind the first are indented.</summary>
    public static void Sentence(this IAnsiConsole console, string text, string indent = "")
    {
        const string Deeper = "  ";
        // A percent sign stays with its number.
        var words = text.Replace(" %", "\u00a0%", StringComparison.Ordinal).Split(' ');
        var lines = Wrapped(words, Summary.TextTable.Width - indent.Length - Deeper.Length).ToArray();
        for (var i = 0; i < lines.Length; i++)
            console.Line(indent + (i == 0 ? "" : Deeper) + lines[i].Replace('\u00a0', ' '));
    }

    /// <summary>Words in lines of at most so many characters.</summary>
    /// <param name="words">The words; none is cut.</param>
    /// <param name="width">The most characters of a line.</param>
    public static IEnumerable<string> Wrapped(IEnumerable<string> words, int width)
    {
        var line = new StringBuilder();
        foreach (var word in words)
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length == 0 ? "" : " ").Append(word);
        }

        if (line.Length > 0)
            yield return line.ToString();
    }
}
