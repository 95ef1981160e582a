using Spectre.Console;

namespace Segmentation.Cli.Show;

/// <summary>Plain lines, which are never wrapped: paths and ids stay whole.</summary>
internal static class Lines
{
    public static void Line(this IAnsiConsole console, string text = "") => console.Profile.Out.Writer.WriteLine(text);
}
