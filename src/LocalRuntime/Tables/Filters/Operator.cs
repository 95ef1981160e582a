namespace LocalRuntime.Tables;

/// <summary>How a comparison compares.</summary>
internal enum Operator
{
    /// <summary>eq</summary>
    Equal,

    /// <summary>ne</summary>
    NotEqual,

    /// <summary>gt</summary>
    Greater,

    /// <summary>ge</summary>
    GreaterOrEqual,

    /// <summary>lt</summary>
    Less,

    /// <summary>le</summary>
    LessOrEqual,
}

/// <summary>What the operators say of an order.</summary>
internal static class Operators
{
    /// <summary>Whether an operator holds for the sign of a comparison.</summary>
    public static bool Holds(this Operator op, int order) => op switch
    {
        Operator.Equal => order == 0,
        Operator.NotEqual => order != 0,
        Operator.Greater => order > 0,
        Operator.GreaterOrEqual => order >= 0,
        Operator.Less => order < 0,
        _ => order <= 0,
    };

    /// <summary>The operator that says the same with the sides changed.</summary>
    public static Operator Mirrored(this Operator op) => op switch
    {
        Operator.Greater => Operator.Less,
        Operator.GreaterOrEqual => Operator.LessOrEqual,
        Operator.Less => Operator.Greater,
        Operator.LessOrEqual => Operator.GreaterOrEqual,
        _ => op,
    };
}
