using System.Globalization;
using System.Text;
using PlainLoops;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Tests.Dumps;

public sealed class DateCellTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Theory]
    [InlineData("2026-05-01", "2026-05-01", null)]
    [InlineData("2026/05/01", "2026-05-01", null)]
    [InlineData("20260501", "2026-05-01", null)]
    [InlineData("0001-01-01", "0001-01-01", null)]
    [InlineData("9999-12-31", "9999-12-31", null)]
    [InlineData("2024-02-29", "2024-02-29", null)]
    [InlineData("2026-05-01 00:00:00", "2026-05-01", null)]
    [InlineData("2026-05-01T23:30:00Z", "2026-05-02", "2026-05-01T23:30:00")]
    [InlineData("2026-05-01T23:30:00+02:00", "2026-05-01", "2026-05-01T21:30:00")]
    [InlineData("2026-05-01T23:30", "2026-05-01", "2026-05-01T21:30:00")]
    [InlineData("2026-05-01 23:30:15.1234567", "2026-05-01", "2026-05-01T21:30:15.1234567")]
    [InlineData("2026-05-01 22:30:00 UTC", "2026-05-02", "2026-05-01T22:30:00")]
    [InlineData("2026-05-01 22:30:00.5 UTC", "2026-05-02", "2026-05-01T22:30:00.5")]
    [InlineData("2026-05-01 22:30:00 +00:00", "2026-05-02", "2026-05-01T22:30:00")]
    [InlineData("2026/05/01 12:00", "2026-05-01", "2026-05-01T10:00:00")]
    [InlineData("20260501T120000Z", "2026-05-01", "2026-05-01T12:00:00")]
    [InlineData("2026-01-01T00:30:00", "2026-01-01", "2025-12-31T23:30:00")]
    [InlineData("1969-12-31T12:00:00", "1969-12-31", "1969-12-31T11:00:00")]
    [InlineData("1950-06-15 06:00:00", "1950-06-15", "1950-06-15T05:00:00")]
    [InlineData("2026-03-29T00:59:59Z", "2026-03-29", "2026-03-29T00:59:59")]
    [InlineData("2026-03-29T02:30:00", "2026-03-29", "2026-03-29T01:30:00")]
    [InlineData("2026-10-25T02:30:00", "2026-10-25", "2026-10-25T01:30:00")]
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25", "2026-10-24T22:00:00")]
    [InlineData("2026-10-25T23:00:00Z", "2026-10-26", "2026-10-25T23:00:00")]
    public void Iso_dates_are_days_in_the_zone(string cell, string day, string? instant)
    {
        Assert.True(Read(cell, null, Berlin, out var read, out var ticks), cell);
        Assert.Equal(day, Day(read));
        Assert.Equal(
            instant is null ? IntegerColumn.Null : DateTime.Parse(instant, CultureInfo.InvariantCulture).Ticks, ticks);
    }

    [Theory]
    [InlineData("2026-02-29")]
    [InlineData("2026-13-01")]
    [InlineData("2026-00-10")]
    [InlineData("2026-04-31")]
    [InlineData("0000-01-01")]
    [InlineData("2026-5-01x")]
    [InlineData("2026-05/01")]
    [InlineData("2026.05.01")]
    [InlineData("20261301")]
    [InlineData("01-05-2026")]
    [InlineData("2026-05-01T24:00:00")]
    [InlineData("2026-05-01T12:60")]
    [InlineData("2026-05-01 12:00:00 EST")]
    [InlineData("2026-05-01 UTC")]
    [InlineData(" UTC")]
    [InlineData("yesterday")]
    [InlineData("9999-12-31T23:30:00Z")]
    [InlineData("9999-12-31T23:30:00-02:00")]
    public void Impossible_dates_are_refused(string cell) => Assert.False(Read(cell, null, Berlin, out _, out _), cell);

    [Fact]
    public void The_first_day_has_no_evening_before() =>
        Assert.False(Read("0001-01-01T00:30:00Z", null, NewYork, out _, out _));

    [Theory]
    [InlineData("dd-MM-yyyy", "01-05-2026", "2026-05-01", null)]
    [InlineData("dd-MM-yyyy", "31-04-2026", null, null)]
    [InlineData("dd-MM-yyyy", "2026-05-01", null, null)]
    [InlineData("dd-MM-yyyy", "1-5-2026", null, null)]
    [InlineData("dd-MM-yyyy", "01.05.2026", null, null)]
    [InlineData("dd.MM.yyyy", "01.05.2026", "2026-05-01", null)]
    [InlineData("yyyyMMdd", "20260501", "2026-05-01", null)]
    [InlineData("MM/dd/yyyy", "05/01/2026", "2026-05-01", null)]
    [InlineData("M/d/yyyy", "5/1/2026", "2026-05-01", null)]
    [InlineData("dd-MM-yyyy HH:mm", "01-05-2026 12:30", "2026-05-01", "2026-05-01T10:30:00")]
    [InlineData("dd-MM-yyyy HH:mm", "01-05-2026 00:00", "2026-05-01", null)]
    [InlineData("dd-MM-yyyy HH:mm", "01-05-2026", null, null)]
    [InlineData("dd-MM-yyyy HH:mm", "31-12-1959 23:59", "1959-12-31", "1959-12-31T22:59:00")]
    [InlineData("d MMM yyyy", "1 May 2026", "2026-05-01", null)]
    [InlineData("yyyy-MM-dd'T'HH:mm:sszzz", "2026-05-01T23:30:00-05:00", "2026-05-02", "2026-05-02T04:30:00")]
    public void Declared_formats_are_exact(string format, string cell, string? day, string? instant)
    {
        Assert.Equal(day is not null, Read(cell, format, Berlin, out var read, out var ticks));
        if (day is null)
            return;
        Assert.Equal(day, Day(read));
        Assert.Equal(
            instant is null ? IntegerColumn.Null : DateTime.Parse(instant, CultureInfo.InvariantCulture).Ticks, ticks);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    public void Generated_days_read_as_the_framework_reads_them(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var random = new Random(3);
            foreach (var format in new[] { "yyyy-MM-dd", "dd-MM-yyyy", "dd.MM.yyyy", "yyyyMMdd", "dd-MM-yyyy HH:mm" })
            {
                for (var i = 0; i < 5_000; i++)
                    Compare(format, Generated(random, format));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void No_bytes_make_a_cell_throw()
    {
        const string Signs = "0123456789999900000111112222-- ::TZ+./UC";
        var random = new Random(5);
        DateCell[] readers = [
            new(null, Berlin), new("dd-MM-yyyy", Berlin), new("dd-MM-yyyy HH:mm", NewYork), new("d", Berlin)];
        for (var i = 0; i < 100_000; i++)
        {
            var cell = new byte[random.Next(1, 40)];
            if (i % 3 == 0)
                random.NextBytes(cell);
            for (var c = 0; i % 3 != 0 && c < cell.Length; c++)
                cell[c] = (byte)Signs[random.Next(Signs.Length)];
            foreach (var reader in readers)
                reader.TryRead(cell, out _, out _);
        }
    }

    private static void Compare(string format, string text)
    {
        var found = Read(text, format == "yyyy-MM-dd" ? null : format, Berlin, out var day, out _);
        Assert.True(PlainText.Day(text, format) == (found ? day : null), $"{format}: {text}");
    }

    private static string Generated(Random random, string format)
    {
        var time = DateTime.MinValue.AddMinutes(random.NextInt64(3_600_000L * 1440));
        var text = time.ToString(format, CultureInfo.InvariantCulture).ToCharArray();
        if (random.Next(3) == 0)
            text[random.Next(text.Length)] = "0123456789"[random.Next(10)];
        if (random.Next(10) == 0)
            text[random.Next(text.Length)] = "-. /x"[random.Next(5)];
        return new string(text);
    }

    private static bool Read(string cell, string? format, TimeZoneInfo zone, out int day, out long instant) =>
        new DateCell(format, zone).TryRead(Encoding.UTF8.GetBytes(cell), out day, out instant);

    private static string Day(int day) =>
        DateTime.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
