namespace Segmentation.Cli.Init;

/// <summary>What a column is taken for.</summary>
/// <param name="Column">The column.</param>
/// <param name="Field">The field or key of the source that it becomes.</param>
/// <param name="Sure">How sure that is, in percent.</param>
internal sealed record ColumnGuess(ColumnSample Column, string Field, int Sure)
{
    /// <summary>Below this, in percent, a guess is a question: it is written commented-out.</summary>
    public const int LeastSure = 70;

    /// <summary>The type of a field as a workspace names it; empty for a key of the source.</summary>
    public string Type { get; init; } = "";

    /// <summary>An expression over the row's columns instead of the one column; empty for the column.</summary>
    public string Value { get; init; } = "";

    /// <summary>What a person is asked when it is unsure, or told.</summary>
    public string Question { get; init; } = "";

    /// <summary>Whether it is a question.</summary>
    public bool IsAsked => Sure < LeastSure;
}
