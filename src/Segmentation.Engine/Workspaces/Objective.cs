using System.Globalization;

namespace Segmentation.Engine.Workspaces;

/// <summary>What is to be reached: in words, or by a metric.</summary>
/// <param name="Text">The objective in a sentence.</param>
/// <param name="Metric">The name of what is to change; null when the objective is in words.</param>
/// <param name="Direction"><c>up</c> or <c>down</c>; null when not said.</param>
/// <param name="Target">The value to reach; null when not said.</param>
/// <param name="By">The day by which it is to be reached; null when not said.</param>
public sealed record Objective(string Text, string? Metric, string? Direction, decimal? Target, DateOnly? By)
{
    private const string DayForm = "yyyy-MM-dd";

    private static readonly string[] Keys = ["metric", "direction", "target", "by"];

    /// <summary>Reads an objective; null when there is none, or after a problem.</summary>
    internal static Objective? Read(Node? node, Problems problems)
    {
        if (node is not MapNode)
        {
            return node.Text($"a text, or a mapping of {string.Join(", ", Keys)}", problems) is { } text
                ? new Objective(text.Value, null, null, null, null)
                : null;
        }

        if (Entries.Of(node, Keys, problems) is not { } entries)
            return null;
        var metric = entries.Need("metric", "the name of what is to change").Text("a text", problems)?.Value;
        var direction = entries.Find("direction").Word(["up", "down"], problems);
        var target = entries.Find("target").Form(text => Number(text) is not null, "a number", problems)?.Value;
        var by = entries.Find("by").Form(text => Day(text) is not null, "a date such as 2026-12-31", problems)?.Value;
        return metric is null ? null : Of(metric, direction, Number(target), Day(by));
    }

    private static Objective Of(string metric, string? direction, decimal? target, DateOnly? by)
    {
        var way = direction is null ? metric : $"{metric} {direction}";
        // An interpolated text inside another would be of the reader's culture.
        var text = target is null ? way : string.Create(CultureInfo.InvariantCulture, $"{way} to {target}");
        var day = by?.ToString(DayForm, CultureInfo.InvariantCulture);
        return new Objective(day is null ? text : $"{text} by {day}", metric, direction, target, by);
    }

    private static decimal? Number(string? text) => decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
        out var number) ? number : null;

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(
        text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
