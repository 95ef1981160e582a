using System.Globalization;
using System.Text.RegularExpressions;

namespace Segmentation.Engine.Workspaces;

/// <summary>How far an outcome looks back, or how long a customer stays: whole months, and whole days on top.
/// </summary>
/// <param name="Months">The months, at least 0.</param>
/// <param name="Days">The days, at least 0.</param>
public readonly partial record struct Horizon(int Months, int Days)
{
    /// <summary>What a horizon looks like, for messages.</summary>
    public const string Expected = "a duration of whole years, months, weeks or days, such as P365D or P1Y";
    private const string ExpectedStay = "a duration of whole years, months, weeks or days, such as P30D";
    private const int MonthsOfYear = 12;
    private const int DaysOfWeek = 7;

    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
    private static readonly int LastDay = DateOnly.MaxValue.DayNumber;

    /// <summary>The day that is this long before another; months first, to the last day of a shorter month.</summary>
    /// <param name="day">The day, in days since 1970-01-01.</param>
    public int Before(int day)
    {
        var date = DateOnly.FromDayNumber(day + Epoch);
        // Nothing is known of the days before the first.
        var years = (date.Year - 1) * MonthsOfYear + date.Month - 1;
        var first = Months > years ? DateOnly.MinValue : date.AddMonths(-Months);
        return Math.Max(first.DayNumber - Days, 0) - Epoch;
    }

    /// <summary>The day that is this long after another; months first, to the last day of a shorter month.</summary>
    /// <param name="day">The day, in days since 1970-01-01.</param>
    public int After(int day)
    {
        var date = DateOnly.FromDayNumber(day + Epoch);
        var left = (DateOnly.MaxValue.Year - date.Year + 1) * MonthsOfYear - date.Month;
        var last = Months > left ? LastDay : date.AddMonths(Months).DayNumber;
        return Math.Min(last + Days, LastDay) - Epoch;
    }

    /// <summary>A horizon as it is written, such as P180D; null when it is none, or no time at all.</summary>
    public static Horizon? Parse(string text) => Of(text) is { Months: > 0 } or { Days: > 0 } ? Of(text) : null;

    /// <summary>Reads a horizon; null when there is no node, or after a problem.</summary>
    internal static Horizon? Read(Node? node, Problems problems) =>
        node.Form(text => Parse(text) is not null, Expected, problems) is { } text
            ? Of(text.Value)
            : null;

    /// <summary>Reads how long a customer stays; null for no time, without a node, and after a problem.</summary>
    internal static Horizon? ReadStay(Node? node, Problems problems) =>
        node.Form(text => Of(text) is not null, ExpectedStay, problems) is { } text
        && Of(text.Value) is { } stay && stay != default
            ? stay
            : null;

    private static Horizon? Of(string text)
    {
        if (Form().Match(text) is not { Success: true, Length: > 1 } match)
            return null;
        int Part(int group) => match.Groups[group].Success
            ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;
        return new Horizon(Part(1) * MonthsOfYear + Part(2), Part(3) * DaysOfWeek + Part(4));
    }

    [GeneratedRegex(@"^P(?:([0-9]{1,4})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,4})W)?(?:([0-9]{1,4})D)?\z")]
    private static partial Regex Form();
}
