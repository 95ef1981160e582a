namespace LocalRuntime.Tables;

/// <summary>Gives stored values the type of the class that reads them.</summary>
internal static class PropertyReading
{
    /// <summary>A stored value as a type.</summary>
    /// <exception cref="InvalidOperationException">The stored type is another, and not a narrower number.</exception>
    public static object As(in StoredProperty property, Type type, Type entity, string name)
    {
        if (type == typeof(object))
            return property.Boxed;
        if (type.IsEnum && property.IsText)
            return Enum.Parse(type, property.Text);
        return property.Type switch
        {
            PropertyType.Text or PropertyType.RawText when type == typeof(string) => property.Text,
            PropertyType.Binary when type == typeof(byte[]) => property.Value.ToArray(),
            PropertyType.Binary when type == typeof(BinaryData) => new BinaryData(property.Value.ToArray()),
            PropertyType.Boolean when type == typeof(bool) => property.Boolean,
            PropertyType.Int32 when type == typeof(int) => property.Int32,
            PropertyType.Int32 when type == typeof(long) => (long)property.Int32,
            PropertyType.Int32 when type == typeof(double) => (double)property.Int32,
            PropertyType.Int64 when type == typeof(long) => property.Int64,
            PropertyType.Int64 when type == typeof(ulong) => (ulong)property.Int64,
            PropertyType.Double when type == typeof(double) => property.Double,
            PropertyType.Instant when type == typeof(DateTimeOffset) =>
                new DateTimeOffset(property.Int64, TimeSpan.Zero),
            PropertyType.Instant when type == typeof(DateTime) => new DateTime(property.Int64, DateTimeKind.Utc),
            PropertyType.Guid when type == typeof(Guid) => property.Guid,
            _ => throw new InvalidOperationException(
                $"{entity.Name}.{name}: found {property.Type} in the table; expected {type.Name}."),
        };
    }
}
