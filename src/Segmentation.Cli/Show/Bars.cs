namespace Segmentation.Cli.Show;

/// <summary>Numbers as signs: a bar for a part of a whole, a spark line for a series.</summary>
internal static class Bars
{
    private const string Eighths = "▏▎▍▌▋▊▉";
    private const string Levels = "▁▂▃▄▅▆▇█";

    /// <summary>A bar.</summary>
    /// <param name="part">The part, from 0 to <paramref name="whole"/>.</param>
    /// <param name="whole">What fills the bar, above 0.</param>
    /// <param name="width">The width of a full bar, in columns.</param>
    public static string Of(decimal part, decimal whole, int width)
    {
        var eighths = (int)Math.Round(Math.Clamp(part / whole, 0, 1) * width * 8m);
        return new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : Eighths[eighths % 8 - 1].ToString());
    }

    /// <summary>A sign for each number, from the lowest to the highest of the series.</summary>
    public static string Spark(IReadOnlyCollection<decimal> series)
    {
        var (least, most) = (series.Min(), series.Max());
        return string.Concat(series.Select(number => Levels[most == least
            ? Levels.Length / 2
            : (int)Math.Round((number - least) / (most - least) * (Levels.Length - 1))]));
    }
}
