using Segmentation.Engine.Lookups;

namespace Segmentation.Engine.Workspaces;

/// <summary>
/// The definitions of a segmentation: where customers come from, what is measured, how they are segmented.
/// </summary>
/// <param name="Name">The name in <c>workspace.yaml</c>.</param>
/// <param name="TimeZone">Days are calendar days here.</param>
/// <param name="Currency">The ISO 4217 code that money is summed in; null when money is taken as it is.</param>
/// <param name="Value">The measure meant by "value" in sizes and moves; null for none.</param>
/// <param name="Resegment">When the base is segmented again by time alone; null for never.</param>
/// <param name="Sources">The sources, <c>customers</c> first when there is one, then
/// the streams in the order of the file.</param>
/// <param name="Measures">The measures, in the order of <c>measures.yaml</c>.</param>
/// <param name="Schemes">The schemes, by name.</param>
/// <param name="Files">Every definition file, by its path with '/' inside the workspace.</param>
public sealed record Workspace(
    string Name,
    TimeZoneInfo TimeZone,
    string? Currency,
    string? Value,
    ResegmentSchedule? Resegment,
    IReadOnlyList<SourceDefinition> Sources,
    IReadOnlyList<MeasureDefinition> Measures,
    IReadOnlyList<SchemeDefinition> Schemes,
    IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>What <see cref="HoldIfEmptied"/> is when nothing is said, in percentage points.</summary>
    public const decimal UsualHoldIfEmptied = 30;

    /// <summary>What <see cref="HoldIfMoved"/> is when nothing is said, in percent.</summary>
    public const decimal UsualHoldIfMoved = 25;

    /// <summary>What <see cref="RefitEvery"/> is when nothing is said.</summary>
    public const string UsualRefitEvery = "P3M";

    private const string UsualEffort = "effort_budget";

    /// <summary>
    /// By how much the filled share of a field may fall from one import to the next before the import is held, in
    /// percentage points from 0 to 100.
    /// </summary>
    public decimal HoldIfEmptied { get; init; } = UsualHoldIfEmptied;

    /// <summary>
    /// Of how many of the customers, in percent from 0 to 100, more may not move in a scheme from one run to the next,
    /// unless a person says so.
    /// </summary>
    public decimal HoldIfMoved { get; init; } = UsualHoldIfMoved;

    /// <summary>How long what was learned by a fit (lifetime models, clusters) stays, an ISO 8601 duration.</summary>
    public string RefitEvery { get; init; } = UsualRefitEvery;

    /// <summary>How customers leave; null when it is not said.</summary>
    public World? World { get; init; }

    /// <summary>The playbooks, by name.</summary>
    public IReadOnlyDictionary<string, PlaybookDefinition> Playbooks { get; init; } =
        new Dictionary<string, PlaybookDefinition>();

    /// <summary>The tables that values are looked up in.</summary>
    public LookupTables Tables { get; init; } = LookupTables.None;

    /// <summary>Who answers for the definitions.</summary>
    public Stewardship Stewardship { get; init; } = Stewardship.Unsaid;

    /// <summary>The working time that there is of each skill in a period.</summary>
    public IReadOnlyDictionary<string, Capacity> Skills { get; init; } = new Dictionary<string, Capacity>();

    /// <summary>What became of customers.</summary>
    public OutcomesDefinition Outcomes { get; init; } = OutcomesDefinition.None;

    /// <summary>
    /// The measure meant by "effort": <c>effort_budget</c>, else the first that is allocated; null for none.
    /// </summary>
    public MeasureDefinition? Effort => Measures.Where(measure => measure.IsAllocated)
        .OrderBy(measure => measure.Name != UsualEffort).FirstOrDefault();

    /// <summary>The streams, in the order of the file.</summary>
    public IEnumerable<SourceDefinition> Streams => Sources.Where(source => !source.IsCustomers);

    /// <summary>The customers source, or null.</summary>
    public SourceDefinition? Customers => Sources.FirstOrDefault(source => source.IsCustomers);

    /// <summary>Whether something that was fitted is to be fitted anew.</summary>
    /// <param name="asOf">The as-of day of the run.</param>
    /// <param name="fitted">The as-of day of the run that fitted it: a fit of a later day tells of the future.</param>
    /// <param name="asked">Whether somebody asked for it.</param>
    public bool IsRefitDue(DateOnly asOf, DateOnly fitted, bool asked) =>
        asked || asOf < fitted || asOf >= Review.Due(fitted, RefitEvery);

    /// <summary>Whether the rows of a stream have a time, of their own or of the row they join.</summary>
    public bool HasTime(SourceDefinition stream) => stream.Time is not null
        || (stream.Via is { } via && HasTime(Streams.Single(joined => joined.Name == via.Stream)));
}

/// <summary>An expression as written, and where it begins.</summary>
/// <param name="Text">The expression.</param>
/// <param name="At">Where its first character stands.</param>
public sealed record ExpressionText(string Text, Location At);

/// <summary>One or several headers that a column may have; the first that the file has is taken.</summary>
/// <param name="Names">The headers, compared exactly first, then by letters and digits alone without case.</param>
/// <param name="At">Where the first stands.</param>
/// <param name="Optional">Whether a file may lack the column; its cells are null then.</param>
public sealed record ColumnNames(IReadOnlyList<string> Names, Location At, bool Optional = false);
