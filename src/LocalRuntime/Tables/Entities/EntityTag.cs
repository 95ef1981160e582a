using System.Globalization;
using Azure;

namespace LocalRuntime.Tables;

/// <summary>The ETag of an entity names the instant of its last write, as the service's does.</summary>
internal static class EntityTag
{
    /// <summary>Any stored entity will do.</summary>
    public const long Any = -1;

    private const string Format = "yyyy-MM-dd'T'HH'%3A'mm'%3A'ss.fffffff'Z'";

    // 2026-11-21T06:30:00.1234567Z
    private const int RoundTripLength = 28;
    private const string Start = "W/\"datetime'";
    private const string End = "'\"";

    /// <summary>The ETag of an entity written at an instant, in ticks.</summary>
    public static string Of(long instant)
    {
        // Every entity that is read has one, and the round-trip form is written several times as fast as Format.
        Span<char> text = stackalloc char[RoundTripLength];
        new DateTime(instant, DateTimeKind.Utc).TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture, $"{Start}{text[..13]}%3A{text[14..16]}%3A{text[17..]}{End}");
    }

    /// <summary>
    /// The instant that an ETag names; <see cref="Any"/> for <c>*</c>; 0, which no entity has, for others.
    /// </summary>
    public static long Expected(ETag etag)
    {
        if (etag == ETag.All)
            return Any;
        var text = etag.ToString("H");
        return text.Length > Start.Length + End.Length
            && text.StartsWith(Start, StringComparison.Ordinal)
            && DateTime.TryParseExact(
                text[Start.Length..^End.Length],
                Format,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
                out var instant)
            ? instant.Ticks
            : 0;
    }
}
