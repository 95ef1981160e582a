namespace Segmentation.Engine.Workspaces;

/// <summary>One number or category per customer.</summary>
/// <param name="Name">The name that schemes and people use.</param>
/// <param name="At">Where the measure stands.</param>
/// <param name="Value">The expression.</param>
public sealed record MeasureDefinition(string Name, Location At, ExpressionText Value)
{
    /// <summary>The unit, such as days, orders, money; null when not said.</summary>
    public string? Unit { get; init; }

    /// <summary>
    /// What the measure says: behaviour, value, engagement, firmographic, demographic, ...; null when not said.
    /// </summary>
    public string? Kind { get; init; }

    /// <summary>Where <c>rollup: sum</c> stands; null when the measure is of each customer alone.</summary>
    public Location? Rollup { get; init; }

    /// <summary>The working time that is shared among all customers by their values; null for none.</summary>
    public Capacity? Capacity { get; init; }

    /// <summary>Whether the values of all customers below a customer, by their parents, are added to its own.</summary>
    public bool IsRolledUp => Rollup is not null;

    /// <summary>Whether its values are weights, and each customer gets minutes by them.</summary>
    public bool IsAllocated => Capacity is not null;

    /// <summary>Whether a customer's value depends on those of others.</summary>
    public bool IsCombined => IsRolledUp || IsAllocated;
}
