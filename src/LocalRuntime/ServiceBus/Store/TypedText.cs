using System.Globalization;
using System.Runtime.Serialization;

namespace LocalRuntime.ServiceBus;

/// <summary>A property of a message as text, with the name of its type. The names are on disk: append only.</summary>
/// <param name="Type">The type: <c>string</c>, <c>int</c>, <c>guid</c>, ...</param>
/// <param name="Text">The value, in the invariant culture.</param>
internal readonly record struct TypedText(string Type, string Text)
{
    /// <summary>The text of a value.</summary>
    /// <exception cref="SerializationException">Service Bus has no properties of the type.</exception>
    public static TypedText Of(string name, object? value) => value switch
    {
        null => new("null", ""),
        string text => new("string", text),
        bool flag => new("bool", flag ? "true" : "false"),
        byte => new("byte", Invariant(value)),
        sbyte => new("sbyte", Invariant(value)),
        short => new("short", Invariant(value)),
        ushort => new("ushort", Invariant(value)),
        int => new("int", Invariant(value)),
        uint => new("uint", Invariant(value)),
        long => new("long", Invariant(value)),
        ulong => new("ulong", Invariant(value)),
        float number => new("float", number.ToString("R", CultureInfo.InvariantCulture)),
        double number => new("double", number.ToString("R", CultureInfo.InvariantCulture)),
        decimal => new("decimal", Invariant(value)),
        char character => new("char", character.ToString()),
        Guid id => new("guid", id.ToString()),
        Uri uri => new("uri", uri.OriginalString),
        DateTime instant => new("datetime", instant.ToString("O", CultureInfo.InvariantCulture)),
        DateTimeOffset instant => new("datetimeoffset", instant.ToString("O", CultureInfo.InvariantCulture)),
        TimeSpan span => new("timespan", span.ToString("c", CultureInfo.InvariantCulture)),
        _ => throw new SerializationException(
            $"property '{name}': found {value.GetType()}; expected a type that AMQP has. Write it as text."),
    };

    /// <summary>The value of the text.</summary>
    public object? ToValue() => Type switch
    {
        "null" => null,
        "string" => Text,
        "bool" => Text == "true",
        "byte" => byte.Parse(Text, CultureInfo.InvariantCulture),
        "sbyte" => sbyte.Parse(Text, CultureInfo.InvariantCulture),
        "short" => short.Parse(Text, CultureInfo.InvariantCulture),
        "ushort" => ushort.Parse(Text, CultureInfo.InvariantCulture),
        "int" => int.Parse(Text, CultureInfo.InvariantCulture),
        "uint" => uint.Parse(Text, CultureInfo.InvariantCulture),
        "long" => long.Parse(Text, CultureInfo.InvariantCulture),
        "ulong" => ulong.Parse(Text, CultureInfo.InvariantCulture),
        "float" => float.Parse(Text, CultureInfo.InvariantCulture),
        "double" => double.Parse(Text, CultureInfo.InvariantCulture),
        "decimal" => decimal.Parse(Text, CultureInfo.InvariantCulture),
        "char" => Text[0],
        "guid" => Guid.Parse(Text, CultureInfo.InvariantCulture),
        "uri" => new Uri(Text, UriKind.RelativeOrAbsolute),
        "datetime" => DateTime.Parse(Text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        "datetimeoffset" => DateTimeOffset.Parse(Text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        "timespan" => TimeSpan.ParseExact(Text, "c", CultureInfo.InvariantCulture),
        _ => throw new InvalidDataException($"property: found type '{Type}'; expected one that AMQP has."),
    };

    private static string Invariant(object value) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);
}
