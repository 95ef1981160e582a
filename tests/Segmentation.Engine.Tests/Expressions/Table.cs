using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Lookups;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Expressions;

/// <summary>
/// A few named columns that expressions are bound to and evaluated over; the as-of day is 2026-11-21.
/// </summary>
internal sealed class Table : Frame
{
    public static readonly Location At = new("measures.yaml", 3, 10);

    private static readonly LookupTables Cities = LookupTables.Read(
        new Dictionary<string, byte[]>
        {
            ["tables/cities.csv"] = "city,country,thousands\nBonn,DE,330\nRome,IT,\n"u8.ToArray(),
        },
        new Problems());

    private readonly List<Column> _columns = [];
    private readonly List<string> _names = [];

    public override int Count => _columns.Count == 0 ? 1 : _columns[0].Count;

    public override int AsOf => Day("2026-11-21");

    public List<int> Overflows { get; } = [];

    /// <summary>Table, row and value of what was looked up in a table that lacks it.</summary>
    public List<string> Unmappable { get; } = [];

    public static int Day(string date) =>
        DateOnly.ParseExact(date, "yyyy-MM-dd", null).DayNumber - new DateOnly(1970, 1, 1).DayNumber;

    public static TextColumn Texts(params string?[] values)
    {
        var pool = new TextPool();
        return new TextColumn(
            [.. values.Select(v => v is null ? TextColumn.Null : pool.Intern(System.Text.Encoding.UTF8.GetBytes(v)))],
            pool.Texts);
    }

    public Table With(string name, Column column)
    {
        _names.Add(name);
        _columns.Add(column);
        return this;
    }

    public Table Integers(string name, params long?[] values) =>
        With(name, new IntegerColumn([.. values.Select(v => v ?? IntegerColumn.Null)]));

    public Table Numbers(string name, params double?[] values) =>
        With(name, new NumberColumn([.. values.Select(v => v ?? NumberColumn.Null)]));

    public Table Amounts(string name, params decimal?[] values) =>
        With(name, new MoneyColumn([.. values.Select(v => v ?? MoneyColumn.Null)]));

    public Table Days(string name, params string?[] values) =>
        With(name, new DateColumn([.. values.Select(v => v is null ? DateColumn.Null : Day(v))]));

    public Table Booleans(string name, params bool?[] values) =>
        With(name, new BooleanColumn([.. values.Select(v => v switch
        {
            null => BooleanColumn.Null,
            true => (sbyte)1,
            false => (sbyte)0,
        })]));

    public Expression? Bind(string text, Problems problems, ColumnType? expected = null) =>
        Expression.Bind(new ExpressionText(text, At), new Customers(this), expected, problems);

    public Expression Bound(string text, ColumnType? expected = null)
    {
        var problems = new Problems();
        var expression = Bind(text, problems, expected);
        problems.ThrowIfAny();
        return expression!;
    }

    public Problem Problem(string text, ColumnType? expected = null)
    {
        var problems = new Problems();
        Assert.Null(Bind(text, problems, expected));
        return Assert.Single(problems.All);
    }

    public object?[] Values(string text, ColumnType? expected = null) => Boxed(Bound(text, expected).Evaluate(this));

    public static object?[] Boxed(Column column) =>
        [.. Enumerable.Range(0, column.Count).Select(row => column.IsNull(row) ? null : Cell(column, row))];

    public override Column Column(int slot) => _columns[slot];

    /// <summary>The number of its kind where that fits its type, else null.</summary>
    public override Column Aggregate(Aggregate aggregate) => aggregate.Type == ColumnType.Integer
        ? new IntegerColumn([.. Enumerable.Repeat((long)aggregate.Kind, Count)])
        : Engine.Columns.Column.Nulls(aggregate.Type, Count);

    public override void Overflow(int row) => Overflows.Add(row);

    public override void Unmapped(string table, int row, ReadOnlySpan<byte> value) =>
        Unmappable.Add($"{table} {row} {System.Text.Encoding.UTF8.GetString(value)}");

    private static object Cell(Column column, int row) => column switch
    {
        IntegerColumn c => c.Values[row],
        NumberColumn c => c.Values[row],
        MoneyColumn c => c.Values[row],
        DateColumn c => c.Values[row],
        BooleanColumn c => c.Values[row] == 1,
        TextColumn c => c.Texts.Text(c.Codes[row]),
        _ => throw new InvalidOperationException(),
    };

    private sealed class Customers(Table table) : Scope
    {
        public override IEnumerable<string> Names => table._names;

        public override string What => "measures and scores";

        public override IEnumerable<string> Streams => ["orders", "visits"];

        public override LookupTables Tables => Cities;

        public override Reference? Find(string name, ColumnType? wanted)
        {
            var slot = table._names.IndexOf(name);
            return slot < 0 ? null : new Reference(slot, name, table._columns[slot].Type);
        }

        public override Scope? Stream(string name) => Streams.Contains(name) ? new Fields(name) : null;
    }

    private sealed class Fields(string stream) : Scope
    {
        public override LookupTables Tables => Cities;

        private static readonly Dictionary<string, ColumnType> Types = new()
        {
            ["time"] = ColumnType.Date,
            ["amount"] = ColumnType.Money,
            ["quantity"] = ColumnType.Integer,
            ["channel"] = ColumnType.Text,
            ["paid"] = ColumnType.Boolean,
        };

        public override IEnumerable<string> Names => Types.Keys;

        public override string What => $"fields of {stream}";

        public override Reference? Find(string name, ColumnType? wanted) =>
            Types.TryGetValue(name, out var type) ? new Reference(Types.Keys.ToList().IndexOf(name), name, type) : null;
    }
}
