using Segmentation.Engine.Columns;
using Segmentation.Engine.Lifetime;
using Segmentation.Engine.Lookups;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Expressions;

/// <summary>An expression whose names and types are known, ready to be evaluated over columns.</summary>
public sealed class Expression
{
    private readonly Node _root;

    internal Expression(string text, Node root)
    {
        Text = text;
        _root = root;
    }

    /// <summary>The type of the values.</summary>
    public ColumnType Type => _root.Type;

    /// <summary>The expression as written.</summary>
    public string Text { get; }

    /// <summary>
    /// Whether a value may be null, for all that is known without data. Counts and sums of nothing are 0; fields,
    /// other aggregates and divisions may be null. A result that does not fit its type is left out of account.
    /// </summary>
    public bool MayBeNull => _root.MayBeNull;

    /// <summary>The distinct references; those inside aggregates are not among them.</summary>
    public IReadOnlyList<Reference> References { get; internal init; } = [];

    /// <summary>The distinct aggregates.</summary>
    public IReadOnlyList<Aggregate> Aggregates { get; internal init; } = [];

    /// <summary>Every comparison of a bare reference with a literal number or date.</summary>
    public IReadOnlyList<Threshold> Thresholds { get; internal init; } = [];

    /// <summary>Every comparison of a bare reference with a literal text.</summary>
    public IReadOnlyList<ComparedText> Texts { get; internal init; } = [];

    /// <summary>What it asks lifetime models for.</summary>
    public IReadOnlyList<LifetimeCall> Lifetimes { get; internal init; } = [];

    /// <summary>
    /// The conditions of an AND, in their order, which all must hold; they have no references of their own. Empty for
    /// anything else.
    /// </summary>
    public IReadOnlyList<Expression> Conjuncts { get; internal init; } = [];

    /// <summary>Evaluates the expression: one value per row of the frame.</summary>
    public Column Evaluate(Frame frame) => _root.Evaluate(frame);

    /// <summary>Parses an expression and finds what its names mean.</summary>
    /// <param name="source">The expression as written, and where.</param>
    /// <param name="scope">The names that it may use.</param>
    /// <param name="expected">The type that the result must have, widened to when need be; null for any.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <returns>The expression, or null when it added problems.</returns>
    public static Expression? Bind(ExpressionText source, Scope scope, ColumnType? expected, Problems problems) =>
        Binder.Bind(source, scope, expected, problems);
}

/// <summary>What a name means where an expression stands.</summary>
/// <param name="Slot">The number under which a <see cref="Frame"/> gives the column.</param>
/// <param name="Name">The name as people read it.</param>
/// <param name="Type">The type of the column.</param>
public sealed record Reference(int Slot, string Name, ColumnType Type)
{
    /// <summary>Whether a value may be null.</summary>
    public bool MayBeNull { get; init; } = true;

    /// <summary>The only texts that there are; null when there may be any.</summary>
    public IReadOnlyList<string>? Texts { get; init; }
}

/// <summary>The names that an expression may use.</summary>
public abstract class Scope
{
    /// <summary>The names, for suggestions.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>What the names are, for messages: "columns of the file", "measures and scores", ...</summary>
    public abstract string What { get; }

    /// <summary>What a name means, or null when it is unknown.</summary>
    /// <param name="name">The name, without quotes.</param>
    /// <param name="wanted">The type that its use asks for, or null; only raw columns,
    /// which have no type of their own, heed it.</param>
    public abstract Reference? Find(string name, ColumnType? wanted);

    /// <summary>Whether a name that <see cref="Find"/> does not tell is there for people alone.</summary>
    public virtual bool IsForPeople(string name) => false;

    /// <summary>
    /// The scope of the rows of a stream, inside an aggregate; null when
    /// aggregates are not allowed or the stream is unknown.
    /// </summary>
    public virtual Scope? Stream(string name) => null;

    /// <summary>Whether the rows have a time; without one they are in no window.</summary>
    public virtual bool HasTime => true;

    /// <summary>The streams that aggregates may read, for suggestions.</summary>
    public virtual IEnumerable<string> Streams => [];

    /// <summary>The tables that values may be looked up in; null where there are no lookups.</summary>
    public virtual LookupTables? Tables => null;

    /// <summary>
    /// Whether all numbers here are exact decimals (the raw columns of a row), so that division is decimal too.
    /// </summary>
    public virtual bool Decimals => false;
}

/// <summary>The rows that an expression is evaluated over.</summary>
public abstract class Frame
{
    /// <summary>The number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>The as-of day, in days since 1970-01-01.</summary>
    public abstract int AsOf { get; }

    /// <summary>The last day of which events are known; behind the as-of day when causes are looked for.</summary>
    public virtual int Until => AsOf;

    /// <summary>The last day of events that aggregates without a window leave out; none by default.</summary>
    public int Since { get; init; } = int.MinValue;

    /// <summary>The column of a reference.</summary>
    public abstract Column Column(int slot);

    /// <summary>The result of an aggregate, one value per row.</summary>
    public virtual Column Aggregate(Aggregate aggregate) =>
        throw new InvalidOperationException("there are no streams here, so the binder let no aggregate through");

    /// <summary>What lifetime models were learned; none where there are no data.</summary>
    public virtual LifetimeModels Models => LifetimeModels.None;

    /// <summary>The purchases that a lifetime model is asked about, one history per row.</summary>
    internal virtual Histories Histories(LifetimeCall call) =>
        throw new InvalidOperationException("there are no streams here, so the binder let no model through");

    /// <summary>The contracts that a lifetime model is asked about.</summary>
    internal virtual Tenures Tenures(LifetimeCall call) =>
        throw new InvalidOperationException("there are no streams here, so the binder let no model through");

    /// <summary>Called when the exact result of a row does not fit its type; the row's value is null then.</summary>
    public virtual void Overflow(int row)
    {
    }

    /// <summary>Called with every value that is looked up in a table which lacks it; the answer is null then.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">The row.</param>
    /// <param name="value">The value as UTF-8.</param>
    public virtual void Unmapped(string table, int row, ReadOnlySpan<byte> value)
    {
    }
}

/// <summary>What is computed over the rows of a stream that belong to a customer.</summary>
public enum AggregateKind
{
    /// <summary>The number of rows, or of rows where the argument is not null.</summary>
    Count,

    /// <summary>The sum; 0 without rows.</summary>
    Sum,

    /// <summary>The mean of the values that are not null; null without any.</summary>
    Avg,

    /// <summary>The smallest value; null without any.</summary>
    Min,

    /// <summary>The greatest value; null without any.</summary>
    Max,

    /// <summary>The first value that is not null, in the order of time, then key or content.</summary>
    First,

    /// <summary>The last value that is not null, in the same order.</summary>
    Last,

    /// <summary>The number of different values that are not null.</summary>
    Distinct,

    /// <summary>
    /// What the rows of the filter are of all rows, by number or by the sum of the argument; null without rows, or when
    /// the sum of all is 0.
    /// </summary>
    Share,

    /// <summary>The least-squares slope of the values per day; null without values on two different days.</summary>
    Trend,

    /// <summary>
    /// The most frequent value; of equally frequent ones that of the latest event, then the smallest; null without any.
    /// </summary>
    Mode,

    /// <summary>What part the most frequent value is of those that are not null, 0 to 1; null without any.</summary>
    ModeShare,

    /// <summary>The middle value, as <see cref="Percentile"/> 50.</summary>
    Median,

    /// <summary>The value below which a part of the values lies, interpolated; null without any.</summary>
    Percentile,

    /// <summary>The sum of the values, or of 1 per row, halved with every half-life of age; 0 without rows.</summary>
    Decayed,

    /// <summary>
    /// The net promoter score of answers from 0 to 10: the promoters less the detractors, in percent of the answers,
    /// from -100 to 100; null without any.
    /// </summary>
    Nps,
}

/// <summary>An aggregate over a stream.</summary>
/// <param name="Kind">What is computed.</param>
/// <param name="Stream">The stream.</param>
/// <param name="Argument">What is aggregated, over the stream's rows; null for the rows themselves, as in
/// <c>count(orders)</c>.</param>
/// <param name="Parameter">The percentile, from 0 to 100, or the half-life in days, from 1; null for others.</param>
/// <param name="Filter">Which rows count, over the stream's rows; null for all.</param>
/// <param name="LastDays">How many days up to the as-of day count, (asOf - n, asOf]; null for all.</param>
/// <param name="Type">The type of the result.</param>
public sealed record Aggregate(
    AggregateKind Kind, string Stream, Expression? Argument, decimal? Parameter, Expression? Filter, int? LastDays,
    ColumnType Type)
{
    /// <summary>How the cells of a field are cut up, each part a row of its own; null for whole rows.</summary>
    public Split? Split { get; init; }
}

/// <summary>How cells with several values are cut up.</summary>
/// <param name="Slot">The slot of the field, a text.</param>
/// <param name="Separator">What stands between values.</param>
public sealed record Split(int Slot, string Separator);
