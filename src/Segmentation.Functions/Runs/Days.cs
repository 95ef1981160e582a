namespace Segmentation.Functions.Runs;

/// <summary>Calendar days as the engine counts them.</summary>
internal static class Days
{
    private static readonly DateOnly First = DateOnly.FromDateTime(DateTime.UnixEpoch);

    /// <summary>The days since 1970-01-01.</summary>
    public static int Of(DateOnly date) => date.DayNumber - First.DayNumber;

    /// <summary>The calendar day of a time in a zone.</summary>
    public static DateOnly At(DateTimeOffset time, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    /// <summary>The date of a day since 1970-01-01.</summary>
    public static DateOnly Date(int day) => First.AddDays(day);
}
