using System.Globalization;
using System.Text;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Dumps;

/// <summary>Reads dates and times straight from the bytes of a cell, as days in the workspace's zone.</summary>
/// <remarks>
/// Without a declared format: ISO 8601 (<c>2026-05-01</c>, <c>20260501</c>, <c>2026/05/01</c>,
/// each with an optional time, fraction, and Z, UTC or offset). A time with an offset is brought
/// into the zone; one without is the zone's own.
/// </remarks>
public sealed class DateCell
{
    private const int DaysTo1970 = 719_162;

    private static readonly string[] IsoTimes =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz",
        "yyyyMMdd'T'HHmmssK", "yyyyMMdd'T'HHmmK", "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd HH:mm",
    ];

    // Below every sum with two digits more.
    private const int NoDigits = -10_000;

    private readonly string[] _formats;
    private readonly TimeZoneInfo _zone;
    private readonly Layout? _layout;

    /// <summary>A reader of dates.</summary>
    /// <param name="format">The declared format, or null for ISO 8601.</param>
    /// <param name="zone">The workspace's zone.</param>
    public DateCell(string? format, TimeZoneInfo zone)
    {
        _zone = zone;
        _formats = format is null ? IsoTimes : [format];
        _layout = format is null ? null : Layout.Of(format);
    }

    private bool IsIso => _formats == IsoTimes;

    /// <summary>Reads a cell; false when it is no date.</summary>
    /// <param name="cell">The cell, not empty.</param>
    /// <param name="day">Days since 1970-01-01 in the zone.</param>
    /// <param name="instant">UTC ticks when the cell has a time of day, else <see cref="IntegerColumn.Null"/>.</param>
    public bool TryRead(ReadOnlySpan<byte> cell, out int day, out long instant)
    {
        instant = IntegerColumn.Null;
        if (!IsIso)
            return _layout is { } layout ? layout.TryRead(cell, out day) : TryTime(cell, out day, out instant);
        return cell.Length switch
        {
            10 => TryIso(cell, out day) && (cell[4] == '-' || cell[4] == '/') && cell[7] == cell[4],
            8 => TryCompact(cell, out day),
            _ => TryTime(cell, out day, out instant),
        };
    }

    /// <summary>The UTC ticks at which a day begins in the zone.</summary>
    public static long Midnight(int day, TimeZoneInfo zone)
    {
        var local = DateTime.UnixEpoch.AddDays(day);
        return local.Ticks - zone.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)).Ticks;
    }

    private static bool TryIso(ReadOnlySpan<byte> cell, out int day) =>
        TryDate(Digits(cell[..4]), TwoDigits(cell[5], cell[6]), TwoDigits(cell[8], cell[9]), out day);

    private static bool TryCompact(ReadOnlySpan<byte> cell, out int day) =>
        TryDate(Digits(cell[..4]), TwoDigits(cell[4], cell[5]), TwoDigits(cell[6], cell[7]), out day);

    private static bool TryDate(int year, int month, int dayOfMonth, out int day)
    {
        day = 0;
        if (year < 1 || month is < 1 or > 12 || dayOfMonth < 1 || dayOfMonth > DateTime.DaysInMonth(year, month))
            return false;
        day = new DateOnly(year, month, dayOfMonth).DayNumber - DaysTo1970;
        return true;
    }

    /// <summary>The number that two or four digits write, or one below 0.</summary>
    private static int Digits(ReadOnlySpan<byte> digits) => digits.Length == 2
        ? TwoDigits(digits[0], digits[1])
        : 100 * TwoDigits(digits[0], digits[1]) + TwoDigits(digits[2], digits[3]);

    /// <summary>The number that two digits write, or one so far below 0 that no other two lift it above.</summary>
    private static int TwoDigits(byte tens, byte ones)
    {
        var (high, low) = ((uint)(tens - '0'), (uint)(ones - '0'));
        return high <= 9 && low <= 9 ? (int)(10 * high + low) : NoDigits;
    }

    private bool TryTime(ReadOnlySpan<byte> cell, out int day, out long instant)
    {
        (day, instant) = (0, IntegerColumn.Null);
        Span<char> text = stackalloc char[48];
        if (cell.Length > text.Length || !Encoding.UTF8.TryGetChars(cell, text, out var length))
            return false;
        if (IsIso && text[..length].EndsWith(" UTC"))
            (text[length - 4], length) = ('Z', length - 3);
        if (!DateTime.TryParseExact(
            text[..length], _formats, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time))
            return false;
        var offset = _zone.GetUtcOffset(time);
        var local = time.Ticks + (time.Kind == DateTimeKind.Utc ? offset.Ticks : 0);
        if (local < DateTime.MinValue.Ticks || local > DateTime.MaxValue.Ticks)
            return false;
        day = (int)(local / TimeSpan.TicksPerDay) - DaysTo1970;
        if (local % TimeSpan.TicksPerDay == 0 && time.Kind == DateTimeKind.Unspecified)
            return true;
        instant = local - offset.Ticks;
        return true;
    }

    /// <summary>
    /// A declared format of four digits of year and two of month and day, anywhere among fixed signs.
    /// </summary>
    private sealed record Layout(string Format, int Year, int Month, int Day)
    {
        public static Layout? Of(string format)
        {
            var (year, month, day) = (
                format.IndexOf("yyyy", StringComparison.Ordinal), format.IndexOf("MM", StringComparison.Ordinal),
                format.IndexOf("dd", StringComparison.Ordinal));
            var signs = format.Replace("yyyy", "", StringComparison.Ordinal)
                .Replace("MM", "", StringComparison.Ordinal).Replace("dd", "", StringComparison.Ordinal);
            return year < 0 || month < 0 || day < 0 || signs.Any(c => c is not ('-' or '/' or '.' or ' '))
                || format.Length - signs.Length != 8
                ? null
                : new Layout(format, year, month, day);
        }

        public bool TryRead(ReadOnlySpan<byte> cell, out int day)
        {
            day = 0;
            if (cell.Length != Format.Length)
                return false;
            for (var i = 0; i < cell.Length; i++)
            {
                if (!char.IsAsciiLetter(Format[i]) && cell[i] != Format[i])
                    return false;
            }

            return TryDate(
                Digits(cell.Slice(Year, 4)), Digits(cell.Slice(Month, 2)), Digits(cell.Slice(Day, 2)), out day);
        }
    }
}
