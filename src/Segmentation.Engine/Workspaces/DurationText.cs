using System.Globalization;
using System.Text.RegularExpressions;

namespace Segmentation.Engine.Workspaces;

/// <summary>An ISO 8601 duration in words.</summary>
public static partial class DurationText
{
    /// <summary>"2 weeks" for P2W, "1 day 4 hours" for P1DT4H.</summary>
    public static string Of(string duration) => string.Join(' ', Parts(duration).Select(part =>
        string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Unit}{(part.Count == 1 ? "" : "s")}")));

    /// <summary>"every month" for P1M, "every 2 weeks" for P2W.</summary>
    public static string Every(string duration) => Parts(duration) is [(1, var unit)]
        ? $"every {unit}"
        : $"every {Of(duration)}";

    private static (int Count, string Unit)[] Parts(string duration)
    {
        var time = duration.IndexOf('T', StringComparison.Ordinal);
        return
        [
            .. Part().Matches(duration).Select(part => (
                int.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture),
                Unit(part.Groups[2].Value[0], time >= 0 && part.Index > time))),
        ];
    }

    private static string Unit(char letter, bool isTime) => letter switch
    {
        'Y' => "year",
        'M' => isTime ? "minute" : "month",
        'W' => "week",
        'D' => "day",
        'H' => "hour",
        _ => "second",
    };

    [GeneratedRegex("([0-9]+)([YMWDHS])")]
    private static partial Regex Part();
}
