using System.Globalization;
using System.Reflection;

namespace LocalRuntime.Worker.Functions;

/// <summary>Reads simple values from text, in the invariant culture.</summary>
internal static class SimpleText
{
    /// <summary>A reader that gives null for text it cannot read; null for a type that is not simple.</summary>
    public static Func<string, object?>? Reader(Type type)
    {
        var simple = Nullable.GetUnderlyingType(type) ?? type;
        if (simple == typeof(string) || simple == typeof(object))
            return static text => text;
        if (simple.IsEnum)
            return text => Enum.TryParse(simple, text, ignoreCase: true, out var value) && Enum.IsDefined(simple, value)
                ? value
                : null;
        return IsParsable(simple)
            ? typeof(SimpleText).GetMethod(nameof(Parse), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(simple).CreateDelegate<Func<string, object?>>()
            : null;
    }

    /// <summary>The name of the type, for messages.</summary>
    public static string NameOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type).Name;

    private static bool IsParsable(Type type) => type.GetInterfaces().Any(
        face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IParsable<>)
            && face.GenericTypeArguments[0] == type);

    private static object? Parse<T>(string text)
        where T : IParsable<T> =>
        T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null;
}
