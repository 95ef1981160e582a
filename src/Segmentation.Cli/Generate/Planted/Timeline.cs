namespace Segmentation.Cli.Generate.Planted;

/// <summary>The days of a sample business, counted from its first, and the days on which it imports.</summary>
internal sealed class Timeline
{
    /// <summary>The mean length of a month in days: a year of 365.25 days in twelve parts.</summary>
    public const double DaysOfMonth = 30.4375;

    /// <summary>The months before the first import.</summary>
    public const int HistoryMonths = 36;

    /// <summary>The first day; day 0.</summary>
    public static readonly DateOnly FirstDay = new(2023, 1, 1);

    private readonly int[] _asOf;

    /// <summary>The time until the last of so many monthly imports.</summary>
    public Timeline(int imports) =>
        _asOf = [.. Enumerable.Range(0, imports).Select(import => MonthStart(HistoryMonths + import))];

    /// <summary>The number of imports.</summary>
    public int Imports => _asOf.Length;

    /// <summary>The day of the first import; all before it is its snapshot.</summary>
    public int FirstImport => _asOf[0];

    /// <summary>The day of the last import; nothing happens on it or later.</summary>
    public int End => _asOf[^1];

    /// <summary>The day up to which an import tells, itself left out.</summary>
    /// <param name="import">The import, from 0.</param>
    public int AsOf(int import) => _asOf[import];

    /// <summary>The import that tells of a day before the end.</summary>
    public int ImportOf(int day)
    {
        var import = 0;
        while (day >= _asOf[import])
            import++;
        return import;
    }

    /// <summary>The date of a day.</summary>
    public static DateOnly DateOf(int day) => FirstDay.AddDays(day);

    /// <summary>The day of a date; null for none.</summary>
    public static int? DayOf(DateOnly? date) => date?.DayNumber - FirstDay.DayNumber;

    /// <summary>The first day of a month.</summary>
    /// <param name="month">The month, counted from the first.</param>
    public static int MonthStart(int month) => FirstDay.AddMonths(month).DayNumber - FirstDay.DayNumber;

    /// <summary>The month that a day lies in, counted from the first.</summary>
    public static int MonthOf(int day)
    {
        var date = DateOf(day);
        return (date.Year - FirstDay.Year) * 12 + date.Month - FirstDay.Month;
    }

    /// <summary>The day that lies so many calendar months after another.</summary>
    public static int MonthsAfter(int day, int months) =>
        DateOf(day).AddMonths(months).DayNumber - FirstDay.DayNumber;
}
