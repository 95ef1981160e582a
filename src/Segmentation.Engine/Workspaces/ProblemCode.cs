namespace Segmentation.Engine.Workspaces;

/// <summary>
/// The codes of problems with definitions. Names are part of the contract: append only. docs/lint.md explains each.
/// </summary>
public static class ProblemCode
{
    /// <summary>A mandatory file is not there.</summary>
    public const string MissingFile = "missing-file";

    /// <summary>A file has no place in a workspace.</summary>
    public const string UnknownFile = "unknown-file";

    /// <summary>A file is too long, not UTF-8, or has control characters.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>A file is not YAML, or uses what definition files do without: aliases, anchors, tags.</summary>
    public const string Yaml = "yaml";

    /// <summary>A key that nothing reads.</summary>
    public const string UnknownKey = "unknown-key";

    /// <summary>A mandatory key is not there.</summary>
    public const string MissingKey = "missing-key";

    /// <summary>A key that may not stand here, or not beside another.</summary>
    public const string MisplacedKey = "misplaced-key";

    /// <summary>A value of the wrong form.</summary>
    public const string WrongValue = "wrong-value";

    /// <summary>Cuts that are not in order.</summary>
    public const string CutOrder = "cut-order";

    /// <summary>No measure, source, stream, field, playbook or function has the name.</summary>
    public const string UnknownName = "unknown-name";

    /// <summary>Two things have one name.</summary>
    public const string NameTaken = "name-taken";

    /// <summary>An expression or a sentence that cannot be parsed.</summary>
    public const string Syntax = "syntax";

    /// <summary>A value of another type than its use asks for.</summary>
    public const string WrongType = "wrong-type";

    /// <summary>Many values where one is needed, or an aggregate that is none.</summary>
    public const string Aggregates = "aggregates";

    /// <summary>A time or a window over rows that have no time.</summary>
    public const string NoTime = "no-time";

    /// <summary>A customer's name or key where reports and messages would tell it.</summary>
    public const string ForPeople = "for-people";

    /// <summary>Definitions that lead back to themselves; the problem names the path.</summary>
    public const string Cycle = "cycle";

    /// <summary>A measure that is rolled up, where it would count several times.</summary>
    public const string RolledUpTwice = "rolled-up-twice";

    /// <summary>Minutes that are allocated, where only measures of each customer alone may stand.</summary>
    public const string ForResults = "for-results";

    /// <summary>A value at the beginning that is not computed from events alone.</summary>
    public const string NotOfEvents = "not-of-events";

    /// <summary>Amounts in a currency, and none to bring them into.</summary>
    public const string NoCurrency = "no-currency";

    /// <summary>Too many or too few segments for the cuts.</summary>
    public const string SegmentCount = "segment-count";

    /// <summary>The last segment has a condition, so that some customers may have none.</summary>
    public const string NoLastResort = "no-last-resort";

    /// <summary>A segment without a condition before the last, or a last one that the others leave nobody.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>A condition that never holds.</summary>
    public const string Contradiction = "contradiction";

    /// <summary>A segment whose customers are all taken by segments before it.</summary>
    public const string Shadowed = "shadowed";

    /// <summary>Values of different units that are added or compared.</summary>
    public const string UnitMismatch = "unit-mismatch";

    /// <summary>A row of a table that has other cells than its header.</summary>
    public const string RaggedRow = "ragged-row";

    /// <summary>A key that a table has twice, with different answers.</summary>
    public const string DuplicateKey = "duplicate-key";

    /// <summary>A setting that is not built yet.</summary>
    public const string NotBuilt = "not-built";

    /// <summary>Nobody answers for a scheme.</summary>
    public const string NoOwner = "no-owner";

    /// <summary>A scheme without an objective.</summary>
    public const string NoObjective = "no-objective";

    /// <summary>Nobody says when a scheme was looked at, or how often it is.</summary>
    public const string NoReview = "no-review";

    /// <summary>The review of a scheme is due.</summary>
    public const string OverdueReview = "overdue-review";

    /// <summary>A scheme decides otherwise than the live definitions, and has their version.</summary>
    public const string VersionNotRaised = "version-not-raised";

    /// <summary>Nobody says what a scheme is used for.</summary>
    public const string NoUseCases = "no-use-cases";

    /// <summary>A segment that does not say what to do with its customers.</summary>
    public const string NoPlaybook = "no-playbook";

    /// <summary>More segments than people can tell apart.</summary>
    public const string TooManySegments = "too-many-segments";

    /// <summary>One segment for everybody.</summary>
    public const string TooFewSegments = "too-few-segments";

    /// <summary>A condition that may be unknown, and nobody says what then.</summary>
    public const string NullPolicy = "null-policy";

    /// <summary>Schemes that look at demographics alone.</summary>
    public const string DemographicOnly = "demographic-only";

    /// <summary>No scheme looks at what customers are worth.</summary>
    public const string ValueBlind = "value-blind";

    /// <summary>A measure of what people must not be told apart by.</summary>
    public const string Sensitive = "sensitive";

    /// <summary>One measure decides more than 80 % of a scheme. Told of a run's data.</summary>
    public const string OneMeasureDecides = "one-measure-decides";

    /// <summary>A segment with customers of more than three stages of a lifecycle. Told of a run's data.</summary>
    public const string MixesStages = "mixes-stages";

    /// <summary>Two segments that hardly differ, or two schemes that say the same. Told of a run's data.</summary>
    public const string NearIdentical = "near-identical";

    /// <summary>A segment of more than 60 % of the customers. Told of a run's data.</summary>
    public const string LargeSegment = "large-segment";

    /// <summary>A segment of fewer than 30 or 1 % of the customers. Told of a run's data.</summary>
    public const string SmallSegment = "small-segment";

    /// <summary>A segment without customers. Told of a run's data.</summary>
    public const string EmptySegment = "empty-segment";

    /// <summary>Clusters that are learned from one kind of evidence.</summary>
    public const string OneKind = "one-kind";

    /// <summary>A model for customers with contracts where they have none, or the other way round.</summary>
    public const string WrongWorld = "wrong-world";

    /// <summary>A scheme that nobody asked for by name for weeks. Told of the reads that were counted.</summary>
    public const string UnreadScheme = "unread-scheme";

    /// <summary>The codes of warnings, which a scheme may accept with a reason.</summary>
    public static IReadOnlyList<string> Warnings { get; } =
    [
        NoOwner, NoObjective, NoReview, OverdueReview, NoUseCases, NoPlaybook, TooManySegments, TooFewSegments,
        NullPolicy, DemographicOnly, ValueBlind, OneMeasureDecides, MixesStages, NearIdentical, LargeSegment,
        SmallSegment, EmptySegment, VersionNotRaised, OneKind, UnreadScheme,
    ];
}
