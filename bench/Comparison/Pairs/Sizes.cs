namespace Comparison.Pairs;

/// <summary>How much is read, by name.</summary>
internal enum Scale
{
    /// <summary>100,000 customers, 1,000,000 orders.</summary>
    S,

    /// <summary>1,000,000 customers, 10,000,000 orders.</summary>
    L,

    /// <summary>4,000,000 customers, 40,000,000 orders.</summary>
    XL,
}

/// <summary>How much is read.</summary>
/// <param name="Customers">The number of customers.</param>
/// <param name="Orders">The number of orders.</param>
internal sealed record Sizes(int Customers, long Orders)
{
    /// <summary>The sizes of a scale.</summary>
    public static Sizes Of(Scale scale) => scale switch
    {
        Scale.S => new Sizes(100_000, 1_000_000),
        Scale.L => new Sizes(1_000_000, 10_000_000),
        _ => new Sizes(4_000_000, 40_000_000),
    };
}
