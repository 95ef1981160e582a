namespace Segmentation.Cli.Generate;

/// <summary>How the orders spread over the days: a weekly rhythm on slow growth, in whole numbers.</summary>
internal sealed class Calendar
{
    // How much of one year's start a later year adds, in thousandths.
    private const int YearlyGrowth = 80;
    private const int DaysOfYear = 365;

    // Sunday to Saturday, in hundredths of a plain day.
    private static readonly int[] Week = [84, 106, 103, 102, 104, 108, 93];

    private readonly long[] _through;

    /// <summary>The calendar of a business.</summary>
    public Calendar(PlainBusiness business)
    {
        _through = new long[business.Days];
        var sum = 0L;
        for (var day = 0; day < business.Days; day++)
        {
            var growth = 1000 + (long)day * YearlyGrowth / DaysOfYear;
            _through[day] = sum += Week[(int)business.FirstDay.AddDays(day).DayOfWeek] * growth;
        }

        foreach (ref var through in _through.AsSpan())
            through = (long)((Int128)through * business.Orders / sum);
    }

    /// <summary>The number of orders up to the end of a day, counted from the first day.</summary>
    /// <param name="day">The day, from 0.</param>
    public long OrdersThrough(int day) => _through[day];
}
