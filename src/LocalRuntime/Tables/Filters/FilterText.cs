using System.Globalization;
using System.Text;

namespace LocalRuntime.Tables;

/// <summary>Writes values into a filter, quoted and escaped.</summary>
internal static class FilterText
{
    /// <summary>The filter that an interpolated text means.</summary>
    public static string Of(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var values = Array.ConvertAll(filter.GetArguments(), Of);
        return string.Format(CultureInfo.InvariantCulture, filter.Format, values);
    }

    private static string Of(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        long or ulong => string.Create(CultureInfo.InvariantCulture, $"{value}L"),
        sbyte or byte or short or ushort or int or uint or decimal =>
            ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        float number => Of(number),
        double number => Of(number),
        Guid id => $"guid'{id}'",
        byte[] bytes => $"X'{Convert.ToHexString(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexString(data.ToMemory().Span)}'",
        DateTimeOffset instant => Of(instant.UtcDateTime),
        DateTime instant => Of(instant.Kind == DateTimeKind.Local ? instant.ToUniversalTime() : instant),
        string or char or StringBuilder =>
            $"'{value.ToString()!.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => throw new ArgumentException(
            $"filter: found a value of {value.GetType()}; expected one of a type that tables have."),
    };

    // A whole number would be read as an integer; comparing it is the same.
    private static string Of(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Of(DateTime instant) =>
        $"datetime'{instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture)}'";
}
