namespace LocalRuntime.Tables;

/// <summary>Strings between two bounds; a null bound is none.</summary>
internal readonly record struct Interval(string? Low, bool WithLow, string? High, bool WithHigh)
{
    /// <summary>All strings.</summary>
    public static Interval All { get; }

    /// <summary>Whether it has exactly one string.</summary>
    public bool IsPoint => Low is not null && WithLow && WithHigh && Low == High;

    /// <summary>The strings for which a comparison with a text may hold.</summary>
    public static Interval Of(Operator op, string text)
    {
        // No key has control characters, and a bound with one could sort wrongly beside the separator.
        if (text.Any(char.IsControl))
            return All;
        return op switch
        {
            Operator.Equal => new(text, true, text, true),
            Operator.Greater => new(text, false, null, false),
            Operator.GreaterOrEqual => new(text, true, null, false),
            Operator.Less => new(null, false, text, false),
            Operator.LessOrEqual => new(null, false, text, true),
            _ => All,
        };
    }

    /// <summary>The strings that are in both.</summary>
    public Interval And(Interval other)
    {
        var (low, withLow) = CompareLow(other) >= 0 ? (Low, WithLow) : (other.Low, other.WithLow);
        var (high, withHigh) = CompareHigh(other) <= 0 ? (High, WithHigh) : (other.High, other.WithHigh);
        return new(low, withLow, high, withHigh);
    }

    /// <summary>The smallest interval that has both.</summary>
    public Interval Or(Interval other)
    {
        var (low, withLow) = CompareLow(other) <= 0 ? (Low, WithLow) : (other.Low, other.WithLow);
        var (high, withHigh) = CompareHigh(other) >= 0 ? (High, WithHigh) : (other.High, other.WithHigh);
        return new(low, withLow, high, withHigh);
    }

    private int CompareLow(Interval other) => (Low, other.Low) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        var (left, right) when left == right => other.WithLow.CompareTo(WithLow),
        var (left, right) => string.CompareOrdinal(left, right),
    };

    private int CompareHigh(Interval other) => (High, other.High) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        var (left, right) when left == right => WithHigh.CompareTo(other.WithHigh),
        var (left, right) => string.CompareOrdinal(left, right),
    };
}
