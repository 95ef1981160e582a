using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Dumps;

/// <summary>A source bound to the columns of one dump: which cells are read, and what becomes of them.</summary>
internal sealed class SourceBinding
{
    private readonly SlotSet _slots = new();
    private readonly Headers _headers;
    private readonly Dialect _dialect;
    private readonly string _file;
    private readonly string? _currency;

    private SourceBinding(string file, SourceDefinition source, Dialect dialect, Workspace workspace)
    {
        (_file, _dialect, _currency) = (file, dialect, workspace.Currency);
        _headers = new Headers(dialect.Columns);
        var problems = new Problems();
        var scope = new RawScope(source, dialect, _slots, workspace.Tables);
        if (source.Where is { } where)
        {
            Where = Expression.Bind(where, scope, ColumnType.Boolean, problems);
            WhereSlots = Enumerable.Range(0, _slots.All.Count).ToHashSet();
        }

        Customer = PlainText(source.Via?.Column ?? source.Customer!);
        Key = source.Key is null ? -1 : PlainText(source.Key);
        Version = source.Version is null ? -1 : SlotOf(source.Version, ColumnType.Text);
        Time = source.Time is { Column: { } time } ? SlotOf(time, ColumnType.Date, source.Time.Format) : -1;
        ComputedTime =
            source.Time is { Value: { } computed } ? Expression.Bind(computed, scope, ColumnType.Date, problems) : null;
        Fields = [.. source.Fields.Select(field => BindField(field, scope, problems))];
        if (problems.Any)
            throw new DefinitionException([.. problems.All.Select(InThisFile)]);
    }

    /// <summary>The cells that are read.</summary>
    public IReadOnlyList<Slot> Slots => _slots.All;

    /// <summary>Which rows are kept, or null for all.</summary>
    public Expression? Where { get; }

    /// <summary>The slots that <see cref="Where"/> reads.</summary>
    public IReadOnlySet<int> WhereSlots { get; } = new HashSet<int>();

    /// <summary>The slot of the customer's id, or of the key of the joined stream.</summary>
    public int Customer { get; }

    /// <summary>The slot of the row's key, or -1.</summary>
    public int Key { get; }

    /// <summary>The slot of the row's version, or -1.</summary>
    public int Version { get; }

    /// <summary>The slot of the time, or -1.</summary>
    public int Time { get; }

    /// <summary>What the time is computed by, or null.</summary>
    public Expression? ComputedTime { get; }

    /// <summary>Where each field comes from, in the order of the source.</summary>
    public IReadOnlyList<BoundField> Fields { get; }

    /// <summary>Binds a source to a dump.</summary>
    /// <exception cref="ImportException">When the dump lacks a column.</exception>
    /// <exception cref="DefinitionException">When an expression does not fit the dump's columns.</exception>
    public static SourceBinding Of(string file, SourceDefinition source, Dialect dialect, Workspace workspace) =>
        new(file, source, dialect, workspace);

    private BoundField BindField(FieldDefinition field, Scope scope, Problems problems)
    {
        var computed = field.Value is { } value ? Expression.Bind(value, scope, field.Type, problems) : null;
        var slot = field.Column is { } column ? SlotOf(column, field.Type, field.Format) : -1;
        var currency = field.Currency?.Column is { } code && _currency is not null ? SlotOf(code, ColumnType.Text) : -1;
        var foreign = _currency is not null && field.Currency?.Code != _currency ? field.Currency?.Code : null;
        return new BoundField(field.Name, slot, computed, currency, foreign);
    }

    private int PlainText(ColumnNames names) => SlotOf(names, ColumnType.Text, null, plain: true);

    private int SlotOf(ColumnNames names, ColumnType type, string? format = null, bool plain = false)
    {
        var cell = _headers.Find(names);
        if (cell < 0 && !names.Optional)
            throw Missing(names);
        return _slots.Add(new Slot(cell, cell < 0 ? names.Names[0] : _dialect.Columns[cell], type, format, plain));
    }

    private ImportException Missing(ColumnNames names)
    {
        var missing = names.Names.Count == 1
            ? $"column {Sentence.Quoted(names.Names[0])} is missing"
            : $"none of the columns {Some(names.Names)} is there";
        var near = names.Names.Select(n => Suggestion.Nearest(n, _dialect.Columns)).FirstOrDefault(n => n is not null);
        var looksLikeData = _dialect.Columns.Any(name => name.Length > 0 && !name.Any(char.IsLetter));
        return new ImportException(
            $"{_file}: line {Math.Max(1, _dialect.DataLine - 1)}",
            $"{missing}; found {Some(_dialect.Columns)}, separated by {_dialect.DelimiterName}",
            near is null ? "a header with that column" : $"a header with that column ({Sentence.Quoted(near)} is near)",
            looksLikeData
                ? "if the file has no header, declare format: { header: false, columns: [...] } in sources.yaml"
                : $"rename the column, or map it at {names.At}");
    }

    private static string Some(IReadOnlyList<string> names)
    {
        const int Most = 12;
        var shown = string.Join(", ", names.Take(Most).Select(Sentence.Quoted));
        return names.Count <= Most ? shown : $"{shown} and {names.Count - Most} more";
    }

    private Problem InThisFile(Problem problem) =>
        problem with { Found = $"{problem.Found} (in {_file})" };
}

/// <summary>Where the values of a field come from.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Slot">The slot, or -1 when the field is computed.</param>
/// <param name="Computed">The expression, or null when the field is a column.</param>
/// <param name="Currency">The slot with the currency of an amount, or -1.</param>
/// <param name="Foreign">The currency of all amounts when it is another than the workspace's, else null.</param>
internal sealed record BoundField(string Name, int Slot, Expression? Computed, int Currency, string? Foreign);
