using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Workspaces;

/// <summary>What maps the columns of dumps on customers or on a stream of events.</summary>
/// <param name="Name"><c>customers</c>, or the name of the stream.</param>
/// <param name="At">Where the source stands.</param>
/// <param name="Files">Globs of file names inside the import.</param>
/// <param name="Format">What is declared of the dialect.</param>
public sealed record SourceDefinition(string Name, Location At, IReadOnlyList<string> Files, FormatDefinition Format)
{
    /// <summary>The name of the source of customers.</summary>
    public const string CustomersName = "customers";

    /// <summary>The name of the field with the id of the customer above.</summary>
    public const string ParentName = "parent";

    /// <summary>What the names of the fields of external keys begin with.</summary>
    public const string KeyPrefix = "key_";

    /// <summary>
    /// The column with the customer's id (<c>id</c>, <c>customer</c> or <c>belongs_to</c>); null for a stream with
    /// <c>via</c>.
    /// </summary>
    public ColumnNames? Customer { get; init; }

    /// <summary>
    /// Whether the rows are records of a customer, such as its contacts, and not events: a row may lack a time, and
    /// counts on every day then.
    /// </summary>
    public bool BelongsTo { get; init; }

    /// <summary>
    /// The stream whose key names the customer, and the column with that key; null without <c>via</c>.
    /// </summary>
    public ViaDefinition? Via { get; init; }

    /// <summary>
    /// The column that identifies a row; null when every row is kept. Customers are keyed by their id.
    /// </summary>
    public ColumnNames? Key { get; init; }

    /// <summary>The column whose greatest value wins among rows with one key; null when the last row wins.</summary>
    public ColumnNames? Version { get; init; }

    /// <summary>
    /// The time of an event, a field of type date named <c>time</c>; null for customers, for records without one, and
    /// for a stream that takes the time of the row it joins.
    /// </summary>
    public FieldDefinition? Time { get; init; }

    /// <summary>The rows to keep, over the raw columns; null for all.</summary>
    public ExpressionText? Where { get; init; }

    /// <summary>
    /// Whether customers that occur only in a stream wait until this source brings them. Only for customers.
    /// </summary>
    public bool Strict { get; init; }

    /// <summary>
    /// The fields, in the order of the file; the well-known ones (name, owner, parent, keys) come first as text fields.
    /// </summary>
    public IReadOnlyList<FieldDefinition> Fields { get; init; } = [];

    /// <summary>By what customers are found to be the same one; null when they are not. Only for customers.</summary>
    public MatchDefinition? Match { get; init; }

    /// <summary>What the source is a record of: a word of <see cref="SourceGroup.All"/>.</summary>
    public string Group { get; init; } = SourceGroup.Sales;

    /// <summary>Whether this is the source of customers.</summary>
    public bool IsCustomers => Name == CustomersName;
}

/// <summary>What is declared of a dump's dialect; null is sniffed.</summary>
public sealed record FormatDefinition
{
    /// <summary>Runs of blanks separate cells.</summary>
    public const string Whitespace = "whitespace";

    /// <summary>Nothing is declared.</summary>
    public static FormatDefinition Sniffed { get; } = new();

    /// <summary>One ASCII character (a tab for <c>tab</c>), or <see cref="Whitespace"/>; null when sniffed.</summary>
    public string? Delimiter { get; init; }

    /// <summary>The name of an encoding, such as utf-8 or windows-1252; null when sniffed.</summary>
    public string? Encoding { get; init; }

    /// <summary>Whether the first row names the columns; null when sniffed.</summary>
    public bool? Header { get; init; }

    /// <summary>The names of the columns of a file without a header; empty when the file has one.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>
    /// Whether a row may have fewer cells than the header (the missing are empty) or more (the surplus is ignored).
    /// </summary>
    public bool Ragged { get; init; }

    /// <summary>Whether the decimal separator is a comma; the other one of comma and point groups thousands.</summary>
    public bool DecimalComma { get; init; }
}

/// <summary>A stream finds its customer through the key of another.</summary>
/// <param name="Column">The column with the other stream's key.</param>
/// <param name="Stream">The other stream.</param>
/// <param name="At">Where it stands.</param>
public sealed record ViaDefinition(ColumnNames Column, string Stream, Location At);

/// <summary>A typed field of a source: a column, or a value computed from the row's columns.</summary>
/// <param name="Name">The name that expressions use.</param>
/// <param name="At">Where the field stands.</param>
/// <param name="Type">Its type.</param>
public sealed record FieldDefinition(string Name, Location At, ColumnType Type)
{
    /// <summary>The column; null when the field is computed.</summary>
    public ColumnNames? Column { get; init; }

    /// <summary>The expression over the raw columns; null when the field is a column.</summary>
    public ExpressionText? Value { get; init; }

    /// <summary>How a date is written, such as dd-MM-yyyy HH:mm; null for ISO 8601.</summary>
    public string? Format { get; init; }

    /// <summary>
    /// What the field says of a customer: demographic, firmographic, behaviour, value, ...; null when not said.
    /// </summary>
    public string? Kind { get; init; }

    /// <summary>Since when the value is known; null when not said.</summary>
    public KnownSince? KnownSince { get; init; }

    /// <summary>The currency of money; null when it is not said.</summary>
    public CurrencyDefinition? Currency { get; init; }

    /// <summary>
    /// Whether people alone may see it, such as the name of a customer: no measure knows it, since measures are in
    /// reports and messages.
    /// </summary>
    public bool IsForPeople { get; init; }
}

/// <summary>The currency of a money field: one for all rows, or a column's.</summary>
/// <param name="Code">The ISO 4217 code of all rows, or null.</param>
/// <param name="Column">The column with each row's code, or null.</param>
public sealed record CurrencyDefinition(string? Code, ColumnNames? Column);
