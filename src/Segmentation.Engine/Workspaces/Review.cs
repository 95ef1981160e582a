using System.Globalization;
using System.Text.RegularExpressions;

namespace Segmentation.Engine.Workspaces;

/// <summary>When definitions are looked at again: <c>reviewed: 2026-11-01</c> and <c>review_every: P3M</c>.</summary>
public static partial class Review
{
    internal const string EveryKey = "review_every";
    internal const string LastKey = "reviewed";

    private const string DayForm = "yyyy-MM-dd";

    /// <summary>The day on which the next review is due.</summary>
    /// <param name="last">The day of the last.</param>
    /// <param name="every">The ISO 8601 duration between two; its hours, minutes and seconds count for nothing.</param>
    public static DateOnly Due(DateOnly last, string every)
    {
        var parts = Parts().Match(every);
        int Number(string part) => parts.Groups[part].Success
            ? int.Parse(parts.Groups[part].ValueSpan, CultureInfo.InvariantCulture)
            : 0;
        var months = (12 * Number("years")) + Number("months");
        var days = (7 * Number("weeks")) + Number("days");
        return months >= 12 * (9999 - last.Year) || days > 365 * (9999 - last.Year)
            ? DateOnly.MaxValue
            : last.AddMonths(months).AddDays(days);
    }

    /// <summary>How often, or null.</summary>
    internal static string? Every(Entries entries, Problems problems) =>
        entries.Find(EveryKey).Form(Forms.IsDuration, "a duration such as P3M", problems)?.Value;

    /// <summary>The day of the last review, or null.</summary>
    internal static DateOnly? Last(Entries entries, Problems problems) =>
        entries.Find(LastKey).Form(text => TryParse(text, out _), "a date such as 2026-11-01", problems) is { } day
        && TryParse(day.Value, out var last)
            ? last
            : null;

    private static bool TryParse(string text, out DateOnly day) => DateOnly.TryParseExact(
        text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    [GeneratedRegex(@"^P((?<years>\d+)Y)?((?<months>\d+)M)?((?<weeks>\d+)W)?((?<days>\d+)D)?")]
    private static partial Regex Parts();
}
