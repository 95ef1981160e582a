using System.Globalization;
using System.Text.RegularExpressions;

namespace Segmentation.Engine.Workspaces;

/// <summary>When the base is segmented again although nothing arrived, because time alone moves customers.</summary>
public sealed partial class ResegmentSchedule
{
    /// <summary>What a schedule may say.</summary>
    public const string Forms =
        "hourly, daily at 06:00, weekly on monday at 06:00, or monthly on 1 at 06:00 (a day from 1 to 28)";

    private const int LastDayOfEveryMonth = 28;

    private readonly DayOfWeek? _weekday;
    private readonly int? _monthday;
    private readonly TimeSpan? _time;

    private ResegmentSchedule(DayOfWeek? weekday, int? monthday, TimeSpan? time) =>
        (_weekday, _monthday, _time) = (weekday, monthday, time);

    /// <summary>Reads a schedule; false when it has none of the <see cref="Forms"/>.</summary>
    public static bool TryParse(string text, out ResegmentSchedule? schedule)
    {
        schedule = null;
        if (text == "hourly")
        {
            schedule = new ResegmentSchedule(null, null, null);
            return true;
        }

        var match = Written().Match(text);
        if (!match.Success || !TimeSpan.TryParseExact(
            match.Groups["time"].Value, @"hh\:mm", CultureInfo.InvariantCulture, out var time))
            return false;
        var (weekday, monthday) = (match.Groups["weekday"].Value, match.Groups["monthday"].Value);
        if (weekday.Length > 0)
        {
            if (!Enum.TryParse<DayOfWeek>(weekday, ignoreCase: true, out var day))
                return false;
            schedule = new ResegmentSchedule(day, null, time);
            return true;
        }

        var number = monthday.Length == 0 ? 1 : int.Parse(monthday, NumberStyles.None, CultureInfo.InvariantCulture);
        if (number is < 1 or > LastDayOfEveryMonth)
            return false;
        schedule = new ResegmentSchedule(null, monthday.Length == 0 ? null : number, time);
        return true;
    }

    /// <summary>The last instant at or before now at which the base was due.</summary>
    /// <param name="now">The time.</param>
    /// <param name="zone">The workspace's zone. A time that a change of clocks leaves out is taken an hour
    /// later.</param>
    public DateTimeOffset LastDue(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        if (_time is not { } time)
            return new DateTimeOffset(local.Date.AddHours(local.Hour), local.Offset);
        for (var day = local.Date; ; day = day.AddDays(-1))
        {
            if (IsDay(day) && InZone(day + time, zone) is var due && due <= now)
                return due;
        }
    }

    private bool IsDay(DateTime day) =>
        (_weekday is null || day.DayOfWeek == _weekday) && (_monthday is null || day.Day == _monthday);

    private static DateTimeOffset InZone(DateTime local, TimeZoneInfo zone)
    {
        var valid = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(valid, zone.GetUtcOffset(valid));
    }

    [GeneratedRegex(
        @"^(daily|weekly on (?<weekday>[a-z]+)|monthly on (?<monthday>[0-9]{1,2})) at (?<time>[0-9]{2}:[0-9]{2})$")]
    private static partial Regex Written();
}
