using System.Text.Json.Serialization;
using Segmentation.Engine.Base;
using Segmentation.Engine.Lifetime;
using Segmentation.Engine.Linting;
using Segmentation.Functions.Attention;
using Segmentation.Functions.Health;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Identities;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Runs;

/// <summary>What a run did, in numbers: <c>report.json</c>.</summary>
/// <param name="Run">The run.</param>
/// <param name="Workspace">The workspace.</param>
/// <param name="WorkspaceVersion">The hash of its definitions.</param>
/// <param name="AsOf">The as-of day.</param>
/// <param name="BaseVersion">The version of the base.</param>
/// <param name="Customers">The customers, each with one segment per scheme.</param>
/// <param name="Import">What came of the import that the run follows.</param>
/// <param name="Ledger">Where every row of every file went.</param>
/// <param name="Stages">How long each stage took; empty in the run's own folder,
/// whose bytes depend on its inputs alone.</param>
/// <param name="Edges">Per scheme and score the edges, ascending.</param>
/// <param name="Calibration">What the edges were learned from, and the scores that nobody can get.</param>
/// <param name="Schemes">The sizes and values of the segments.</param>
/// <param name="Moves">The customers that moved, by scheme, from, to and cause.</param>
/// <param name="MovesByCause">The customers that moved, by cause.</param>
/// <param name="LaterEvents">The events dated after the as-of day, which were ignored.</param>
/// <param name="Skipped">The schemes that did not run, and why.</param>
/// <param name="Currency">The currency of money; null when the workspace names none.</param>
/// <param name="Attention">The first 20 of the customers that a person should look at, the most value at stake first: a
/// line for each of their reasons.</param>
/// <param name="Warnings">What a person should know.</param>
public sealed record RunReport(
    int Run,
    string Workspace,
    string WorkspaceVersion,
    DateOnly AsOf,
    int BaseVersion,
    long Customers,
    ImportReport Import,
    IReadOnlyList<LedgerLine> Ledger,
    IReadOnlyList<StageTime> Stages,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<object>>> Edges,
    IReadOnlyDictionary<string, IReadOnlyList<ScoreCalibration>> Calibration,
    IReadOnlyList<SchemeReport> Schemes,
    IReadOnlyList<Flow> Moves,
    IReadOnlyDictionary<string, long> MovesByCause,
    long LaterEvents,
    IReadOnlyList<SkippedScheme> Skipped,
    string? Currency,
    IReadOnlyList<AttentionLine> Attention,
    IReadOnlyList<string> Warnings)
{
    /// <summary>The name of the file.</summary>
    public const string File = "report.json";

    /// <summary>
    /// The sum of the value of the customers that moved, by cause, as <see cref="MovesByCause"/> counts them; none when
    /// the workspace names no value.
    /// </summary>
    public IReadOnlyDictionary<string, decimal> ValueByCause { get; init; } = new Dictionary<string, decimal>();

    /// <summary>How many customers a person should look at, and for how much.</summary>
    public AttentionSummary AttentionTotals { get; init; } = AttentionSummary.None;

    /// <summary>The published run that moves are counted from; null for the first.</summary>
    public int? ComparedWith { get; init; }

    /// <summary>The schemes that decide otherwise than in <see cref="ComparedWith"/>, by name.</summary>
    public IReadOnlyList<DefinitionChange> DefinitionChanges { get; init; } = [];

    /// <summary>
    /// The schemes in which so many customers would move that the run is held; null, and left out, when it is not.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<HeldScheme>? Held { get; init; }

    /// <summary>
    /// The customers that occur only in streams; null when the base has none from a source of customers.
    /// </summary>
    public UnknownCustomers? UnknownCustomers { get; init; }

    /// <summary>
    /// The customers whose parents lead back to them, so that they are rolled up into none; 0 when no measure is.
    /// </summary>
    public long InCirclesOfParents { get; init; }

    /// <summary>The moves that a lifecycle does not allow, the most frequent first; they happened.</summary>
    public IReadOnlyList<IrregularFlow> IrregularMoves { get; init; } = [];

    /// <summary>
    /// How full the fields of every source were in the newest import that brought it; by group: sales, service,
    /// digital.
    /// </summary>
    public IReadOnlyList<FieldLine> Fields { get; init; } = [];

    /// <summary>
    /// Values that measures looked up in tables which lack them: of each measure and table the 20 of most customers.
    /// </summary>
    public IReadOnlyList<UnmappedLine> Unmapped { get; init; } = [];

    /// <summary>How many such values there are, and how many customers have any, by measure and table.</summary>
    public IReadOnlyList<UnmappedTotal> UnmappedTotals { get; init; } = [];

    /// <summary>The day up to which nothing counts as an outcome; null when none are defined.</summary>
    public DateOnly? OutcomesSince { get; init; }

    /// <summary>
    /// What became of all customers, then of those of each segment; none when no outcomes are defined and no effort
    /// is allocated.
    /// </summary>
    public IReadOnlyList<OutcomeLine> Outcomes { get; init; } = [];

    /// <summary>How working time was shared among the customers.</summary>
    public IReadOnlyList<AllocationLine> Allocations { get; init; } = [];

    /// <summary>What schemes need of the skills in their playbooks.</summary>
    public IReadOnlyList<SkillLine> Skills { get; init; } = [];

    /// <summary>What makes segments different: by scheme and segment, the largest effect first.</summary>
    public IReadOnlyList<Differentiator> Differentiators { get; init; } = [];

    /// <summary>What schemes discovered, by name; left out when none learns its segments.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ClusterReport>? Clusters { get; init; }

    /// <summary>How much each measure decides of each scheme: by scheme, the largest first.</summary>
    public IReadOnlyList<DecisionShare> DecisionShares { get; init; } = [];

    /// <summary>What the linter finds in the segments, the worst first.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Which customers were taken for one; null when the definitions match none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IdentityReport? Identity { get; init; }

    /// <summary>
    /// How the segmentation itself is; null, and left out, where nobody looked: in previews.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SegmentationHealth? Health { get; init; }

    /// <summary>The lifetime models that measures ask for; null, and left out, when none does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LearnedModel>? Models { get; init; }

    /// <summary>Those that their schemes accept, with a reason in the definitions.</summary>
    public IReadOnlyList<Finding> AcceptedFindings { get; init; } = [];
}

/// <summary>A scheme that decides otherwise than in the run before.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="From">Its version then.</param>
/// <param name="To">Its version now; the same when nobody raised it.</param>
public sealed record DefinitionChange(string Scheme, int From, int To);

/// <summary>What measures left out.</summary>
/// <param name="Overflows">Results that did not fit their type and are null.</param>
/// <param name="LaterEvents">Events dated after the as-of day.</param>
internal readonly record struct Omitted(long Overflows, long LaterEvents);

/// <summary>The import that a run follows.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Mode">How it was taken.</param>
/// <param name="Unread">Files that no source reads.</param>
/// <param name="Resolved">Rows of earlier imports that found their customer.</param>
/// <param name="Absent">Customers that a snapshot lacks; they are kept.</param>
/// <param name="Removed">Customers that a full import lacks; they are gone.</param>
public sealed record ImportReport(
    string Id, ImportMode Mode, IReadOnlyList<string> Unread, long Resolved, long Absent, long Removed);

/// <summary>Where the rows of a file went for one source: read is the sum of the rest.</summary>
/// <param name="File">The file.</param>
/// <param name="Source">The source.</param>
/// <param name="Read">The rows that were read.</param>
/// <param name="Blank">Those without any value.</param>
/// <param name="Filtered">Those that the definitions leave out, or of erased customers.</param>
/// <param name="Rejected">Those that cannot be read.</param>
/// <param name="Duplicate">Those that say what another row says.</param>
/// <param name="Superseded">Those that a newer row replaces.</param>
/// <param name="Unresolved">Those that wait for their customer.</param>
/// <param name="Accepted">Those in the base.</param>
public sealed record LedgerLine(
    string File, string Source, long Read, long Blank, long Filtered, long Rejected, long Duplicate, long Superseded,
    long Unresolved, long Accepted);

/// <summary>The segments of a scheme, best first.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Version">Its version.</param>
/// <param name="Kind">How it decides.</param>
/// <param name="Segments">Its segments.</param>
public sealed record SchemeReport(string Scheme, int Version, string Kind, IReadOnlyList<SegmentReport> Segments)
{
    /// <summary>The customers that are held where they are; left out when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HeldCounts? Held { get; init; }

    /// <summary>The customers whose segment a person set; left out when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Overridden { get; init; }

    /// <summary>Those of them of whom the definition says another segment; left out when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Conflicts { get; init; }

    /// <summary>
    /// The share of the customers, from 0 to 1, that came back at least twice within 90 days to a segment that they had
    /// left; left out when it is 0.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public decimal FlapRate { get; init; }
}

/// <summary>Customers that are held where they are: the moves that did not happen.</summary>
/// <param name="Buffer">Those who are not far enough past an edge.</param>
/// <param name="MinimumStay">Those who have not been there for long enough.</param>
/// <param name="ConfirmRuns">Those whose move more runs have to confirm.</param>
public readonly record struct HeldCounts(long Buffer, long MinimumStay, long ConfirmRuns)
{
    /// <summary>All of them.</summary>
    [JsonIgnore]
    public long All => Buffer + MinimumStay + ConfirmRuns;

    /// <summary>The customers of both.</summary>
    public static HeldCounts operator +(HeldCounts a, HeldCounts b) =>
        new(a.Buffer + b.Buffer, a.MinimumStay + b.MinimumStay, a.ConfirmRuns + b.ConfirmRuns);
}

/// <summary>The size of a segment.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="Customers">Its customers.</param>
/// <param name="Value">The sum of their value; null when the workspace names none.</param>
public sealed record SegmentReport(string Segment, string Name, long Customers, decimal? Value)
{
    /// <summary>Those of its customers for whom a condition was unknown; left out when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Unknown { get; init; }
}

/// <summary>Customers that went a way that a lifecycle does not allow.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="From">The state left; null for new customers.</param>
/// <param name="To">The state entered.</param>
/// <param name="Customers">How many.</param>
public sealed record IrregularFlow(string Scheme, string? From, string To, long Customers);

/// <summary>A measure in which a segment differs from all other customers of the run.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Segment">The segment.</param>
/// <param name="Measure">The measure.</param>
/// <param name="Effect">Cohen's d of a number, from -100 to 100; Cohen's h of a share, from -pi to pi. Above 0 when the
/// segment has more.</param>
public sealed record Differentiator(string Scheme, string Segment, string Measure, double Effect)
{
    /// <summary>The mean in the segment, of the customers with a value; null for a measure that is no number.</summary>
    public decimal? Mean { get; init; }

    /// <summary>The mean of all other customers; null for a measure that is no number.</summary>
    public decimal? OthersMean { get; init; }

    /// <summary>The category of the measure that differs most; null for a number.</summary>
    public string? Category { get; init; }

    /// <summary>The category's share in the segment, from 0 to 1; null for a number.</summary>
    public decimal? Share { get; init; }

    /// <summary>The category's share among all other customers, from 0 to 1; null for a number.</summary>
    public decimal? OthersShare { get; init; }

    /// <summary>How many times as frequent the category is as among all customers, smoothed; null for a number.
    /// </summary>
    public decimal? Lift { get; init; }

    /// <summary>The customers of the segment without a value; they are left out.</summary>
    public long Unknown { get; init; }

    /// <summary>All other customers without a value; they are left out.</summary>
    public long OthersUnknown { get; init; }
}

/// <summary>Customers that went the same way.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="From">The segment left; null for new customers.</param>
/// <param name="To">The segment entered; null for removed customers.</param>
/// <param name="Cause">Why.</param>
/// <param name="Customers">How many.</param>
/// <param name="Value">The sum of their value behind the move, of removed ones before it; null when the workspace names
/// none.</param>
public sealed record Flow(
    string Scheme, string? From, string? To, string Cause, long Customers, decimal? Value = null);
