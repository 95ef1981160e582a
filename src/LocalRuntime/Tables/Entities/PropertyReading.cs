namespace LocalRuntime.Tables;

/// <summary>Gives values of a table the type of the class that reads them.</summary>
internal static class PropertyReading
{
    /// <summary>A value as a type.</summary>
    /// <param name="value">What the table holds: a value of one of the types that <c>TableEntity</c> holds.</param>
    /// <param name="type">The type wanted.</param>
    /// <param name="entity">The class that reads it.</param>
    /// <param name="name">The property that reads it.</param>
    /// <exception cref="InvalidOperationException">The table has another type, and no narrower number.</exception>
    public static object As(object value, Type type, Type entity, string name) => value switch
    {
        _ when type.IsInstanceOfType(value) => value,
        string text when type.IsEnum => Enum.Parse(type, text),
        byte[] bytes when type == typeof(BinaryData) => new BinaryData(bytes),
        int number when type == typeof(long) => (long)number,
        int number when type == typeof(double) => (double)number,
        long number when type == typeof(ulong) => (ulong)number,
        DateTimeOffset instant when type == typeof(DateTime) => instant.UtcDateTime,
        _ => throw new InvalidOperationException(
            $"{entity.Name}.{name}: found {value.GetType().Name} in the table; expected {type.Name}."),
    };
}
