namespace Segmentation.Engine.Workspaces;

/// <summary>What became of customers: <c>outcomes.yaml</c>.</summary>
/// <param name="All">The outcomes, in the order of the file.</param>
public sealed record OutcomesDefinition(IReadOnlyList<OutcomeDefinition> All)
{
    /// <summary>The outcomes of a workspace without the file.</summary>
    public static OutcomesDefinition None { get; } = new([]);

    /// <summary>
    /// The measure whose value at the beginning is kept or lost; null for the workspace's value.
    /// </summary>
    public NamedMeasure? Start { get; init; }

    /// <summary>The measure of what serving a customer costs; null when not said.</summary>
    public NamedMeasure? CostToServe { get; init; }

    /// <summary>
    /// The first day that the horizon of losses and gains leaves out: the beginning, in days since 1970-01-01. Without
    /// any of them the longest horizon counts.
    /// </summary>
    /// <param name="asOf">The as-of day.</param>
    public int Beginning(int asOf) => (All.Any(outcome => outcome.IsRetention)
        ? All.Where(outcome => outcome.IsRetention)
        : All).Select(outcome => outcome.Horizon.Before(asOf)).DefaultIfEmpty(asOf).Min();
}

/// <summary>Something that may have happened to a customer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Event">Whether it happened: true, or a number above 0.</param>
/// <param name="Value">For how much; null when not said.</param>
/// <param name="Horizon">How far back from the as-of day it counts.</param>
public sealed record OutcomeDefinition(string Name, ExpressionText Event, ExpressionText? Value, Horizon Horizon)
{
    /// <summary>The outcome of leaving: without it nobody knows what is retained.</summary>
    public const string Churned = "churned";

    private const string Contracted = "contracted";
    private const string Expanded = "expanded";

    /// <summary>Whether its value is lost.</summary>
    public bool IsLoss => Name is Churned or Contracted;

    /// <summary>Whether its value is won from customers that were there.</summary>
    public bool IsGain => Name is Expanded;

    /// <summary>Whether it counts for what is retained of the value at the beginning.</summary>
    public bool IsRetention => IsLoss || IsGain;
}

/// <summary>A measure that another file names.</summary>
/// <param name="Name">The measure.</param>
/// <param name="At">Where it is named.</param>
public sealed record NamedMeasure(string Name, Location At);
