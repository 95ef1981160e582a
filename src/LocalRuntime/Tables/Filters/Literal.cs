namespace LocalRuntime.Tables;

/// <summary>A value in a filter: string, bool, int, long, double, DateTimeOffset, Guid or byte[].</summary>
/// <param name="value">The value.</param>
internal sealed class Literal(object value)
{
    /// <summary>The value.</summary>
    public object Value { get; } = value;

    /// <summary>
    /// How a stored property compares with the literal; null when the types differ. All numbers are of one type here.
    /// </summary>
    public int? Compare(in StoredProperty property) => (property.Type, Value) switch
    {
        (PropertyType.Text or PropertyType.RawText, string text) => string.CompareOrdinal(property.Text, text),
        (PropertyType.Boolean, bool flag) => property.Boolean.CompareTo(flag),
        (PropertyType.Int32, int or long) => ((long)property.Int32).CompareTo(Whole),
        (PropertyType.Int64, int or long) => property.Int64.CompareTo(Whole),
        (PropertyType.Int32, double number) => Compare(property.Int32, number),
        (PropertyType.Int64, double number) => Compare(property.Int64, number),
        (PropertyType.Double, int or long) => Compare(property.Double, Whole),
        (PropertyType.Double, double number) => Compare(property.Double, number),
        (PropertyType.Instant, DateTimeOffset instant) => property.Int64.CompareTo(instant.UtcTicks),
        (PropertyType.Guid, Guid id) => property.Guid.CompareTo(id),
        (PropertyType.Binary, byte[] bytes) => property.Value.SequenceCompareTo(bytes),
        _ => null,
    };

    private long Whole => Value is int number ? number : (long)Value;

    // NaN is equal to nothing, and before and after nothing.
    private static int? Compare(double left, double right) =>
        double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right);
}
