namespace Segmentation.Cli.Init;

/// <summary>A source that is proposed for a file.</summary>
/// <param name="File">The file, and what it is taken for.</param>
/// <param name="Name">The name of the source.</param>
internal sealed record SourcePlan(FileGuess File, string Name)
{
    /// <summary>The customer's id in it; null when it finds its customer through another stream.</summary>
    public ColumnGuess? Customer { get; init; }

    /// <summary>The stream through which it finds its customer; null when it names the customer.</summary>
    public string? Via { get; init; }

    /// <summary>What identifies a row; null when every row is kept.</summary>
    public ColumnGuess? Key { get; init; }

    /// <summary>The day of an event; null for customers.</summary>
    public ColumnGuess? Time { get; init; }

    /// <summary>Which deals count: those whose stage says that they were won; null when all rows count.</summary>
    public WonStage? Won { get; init; }

    /// <summary>Which rows are kept; empty for all.</summary>
    public IReadOnlyList<string> Where { get; init; } = [];

    /// <summary>Its fields, in the order of the file.</summary>
    public IReadOnlyList<ColumnGuess> Fields { get; init; } = [];

    /// <summary>Questions about the source as a whole; while there is one, it is written commented-out.</summary>
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>What a person has to know of the source, though it is taken.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether it is taken, and not only asked about.</summary>
    public bool IsTaken => Questions.Count == 0;

    /// <summary>All columns that are used or asked about.</summary>
    public IEnumerable<ColumnGuess> Columns =>
        new[] { Customer, Key, Time }.OfType<ColumnGuess>().Concat(Fields);

    /// <summary>A field that is taken, by its name; null when there is none.</summary>
    public ColumnGuess? Field(string name) => Fields.FirstOrDefault(field => field.Field == name && !field.IsAsked);
}

/// <summary>The values of a column that say that a deal was won.</summary>
internal sealed record WonStage(ColumnSample Column, IReadOnlyList<string> Values);
