using System.Globalization;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Expressions;

/// <summary>Days as numbers, counted from 1970-01-01.</summary>
internal static class Dates
{
    public const string Expected = "a date such as '2026-11-21'";

    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>The first day of the calendar.</summary>
    public static readonly int Least = DateOnly.MinValue.DayNumber - Epoch;

    /// <summary>The last day of the calendar.</summary>
    public static readonly int Greatest = DateOnly.MaxValue.DayNumber - Epoch;

    /// <summary>The day that a text in the form yyyy-MM-dd means, or null.</summary>
    public static int? Parse(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.DayNumber - Epoch
            : null;

    public static string NotADate(string text) => $"{Sentence.Quoted(text)} is not a date";
}
