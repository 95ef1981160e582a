namespace LocalRuntime.ServiceBus.Filters;

/// <summary>
/// Compares values. Numbers compare with numbers, and other types with their like; all else is unknown.
/// </summary>
internal static class Values
{
    /// <summary>Whether two values are equal; null is unknown.</summary>
    public static bool? AreEqual(object? left, object? right)
    {
        if (left is null || right is null)
            return null;
        if (Numbers.Order(left, right) is { } order)
            return order == 0;
        return left.GetType() == right.GetType() ? left.Equals(right) : null;
    }

    /// <summary>The order of two values, of strings by their characters' codes; null is unknown.</summary>
    public static int? Order(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (DateTime a, DateTime b) => a.CompareTo(b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        (TimeSpan a, TimeSpan b) => a.CompareTo(b),
        _ => Numbers.Order(left, right),
    };
}
