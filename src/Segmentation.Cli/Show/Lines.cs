using Spectre.Console;

namespace Segmentation.Cli.Show;

/// <summary>Plain lines, which are never wrapped: paths and ids stay whole.</summary>
internal static class Lines
{
    /// <summary>A time as people read it, in UTC; empty for none.</summary>
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) ?? "";

    public static void Line(this IAnsiConsole console, string text = "") => console.Profile.Out.Writer.WriteLine(text);
}
