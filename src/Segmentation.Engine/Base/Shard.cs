using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Base;

/// <summary>
/// All that is known of the customers of one shard: those of the customers source and those that occur only in streams.
/// </summary>
public sealed class Shard
{
    private readonly Dictionary<string, ShardTable> _tables;

    /// <summary>Puts the tables of a shard side by side.</summary>
    /// <param name="tables">The tables by the name of their source.</param>
    /// <param name="absent">Customers that no table has a row of, sorted; null for none.</param>
    public Shard(IReadOnlyDictionary<string, (RowLayout Layout, Table Table)> tables, TextList? absent = null)
    {
        var lists = tables.Values.Select(t => t.Table.Ids).Append(absent ?? TextList.Empty);
        Ids = Union([.. lists.Where(ids => ids.Count > 0)]);
        _tables = tables.ToDictionary(t => t.Key, t => new ShardTable(t.Value.Layout, t.Value.Table, Ids));
    }

    private Shard(TextList ids, Dictionary<string, ShardTable> tables) => (Ids, _tables) = (ids, tables);

    /// <summary>The customers, sorted by code point.</summary>
    public TextList Ids { get; }

    /// <summary>The table of a source, or null when the base has none.</summary>
    public ShardTable? Find(string source) => _tables.GetValueOrDefault(source);

    /// <summary>Some of the customers, with their rows.</summary>
    /// <param name="customers">Their indices, ascending.</param>
    public Shard Take(ReadOnlySpan<int> customers)
    {
        var ids = new TextList();
        foreach (var customer in customers)
            ids.Add(Ids[customer]);
        var tables = new Dictionary<string, ShardTable>();
        foreach (var (name, table) in _tables)
            tables[name] = table.Take(customers);
        return new Shard(ids, tables);
    }

    /// <summary>The same customers, with other cells in the tables of some sources.</summary>
    /// <param name="cells">The columns of a table, from those that it has.</param>
    internal Shard With(Func<string, ShardTable, IReadOnlyList<Column>> cells) => new(
        Ids, _tables.ToDictionary(table => table.Key, table => table.Value.With(cells(table.Key, table.Value))));

    private static TextList Union(IReadOnlyList<TextList> lists)
    {
        if (lists.Count <= 1)
            return lists.Count == 0 ? TextList.Empty : lists[0];
        var at = new int[lists.Count];
        var union = new TextList(lists.Max(l => l.Count), lists.Max(l => l.ByteCount));
        while (true)
        {
            var least = -1;
            for (var i = 0; i < lists.Count; i++)
            {
                if (at[i] < lists[i].Count
                    && (least < 0 || TextList.Compare(lists[i][at[i]], lists[least][at[least]]) < 0))
                    least = i;
            }

            if (least < 0)
                return union;
            var id = union[union.Add(lists[least][at[least]])];
            for (var i = 0; i < lists.Count; i++)
            {
                if (at[i] < lists[i].Count && lists[i][at[i]].SequenceEqual(id))
                    at[i]++;
            }
        }
    }
}

/// <summary>A table whose rows are counted by the customers of the shard.</summary>
public sealed class ShardTable
{
    private readonly IReadOnlyList<Column> _columns;

    internal ShardTable(RowLayout layout, Table table, TextList ids)
        : this(layout, table.Columns, ReferenceEquals(ids, table.Ids) ? table.Starts : StartsOf(table, ids))
    {
    }

    private ShardTable(RowLayout layout, IReadOnlyList<Column> columns, int[] starts) =>
        (Layout, _columns, Starts) = (layout, columns, starts);

    /// <summary>Where its columns stand.</summary>
    public RowLayout Layout { get; }

    /// <summary>Per customer of the shard its first row, and at the end the number of rows.</summary>
    public int[] Starts { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount => Starts[^1];

    /// <summary>The number of columns.</summary>
    public int ColumnCount => _columns.Count;

    /// <summary>Whether a customer of the shard has a row.</summary>
    public bool Has(int customer) => Starts[customer] < Starts[customer + 1];

    /// <summary>A column of the rows.</summary>
    public Column Column(int index) => _columns[index];

    /// <summary>
    /// A column with one value per customer of the shard, null for a customer
    /// without a row; for sources with one row each.
    /// </summary>
    public Column PerCustomer(int index)
    {
        if (RowCount > 0 && Starts.Length - 1 == RowCount && Starts[^2] == RowCount - 1)
            return _columns[index];
        var rows = new int[Starts.Length - 1];
        for (var customer = 0; customer < rows.Length; customer++)
            rows[customer] = Starts[customer] < Starts[customer + 1] ? Starts[customer] : ColumnTake.None;
        return ColumnTake.OrNull(_columns[index], rows);
    }

    /// <summary>The same rows with other cells.</summary>
    internal ShardTable With(IReadOnlyList<Column> columns) => new(Layout, columns, Starts);

    /// <summary>The rows of some customers.</summary>
    internal ShardTable Take(ReadOnlySpan<int> customers)
    {
        var starts = new int[customers.Length + 1];
        for (var i = 0; i < customers.Length; i++)
            starts[i + 1] = starts[i] + Starts[customers[i] + 1] - Starts[customers[i]];
        var rows = new int[starts[^1]];
        for (var i = 0; i < customers.Length; i++)
        {
            for (var row = starts[i]; row < starts[i + 1]; row++)
                rows[row] = Starts[customers[i]] + row - starts[i];
        }

        return new ShardTable(Layout, [.. _columns.Select(column => column.Take(rows))], starts);
    }

    private static int[] StartsOf(Table table, TextList ids)
    {
        var starts = new int[ids.Count + 1];
        var own = 0;
        for (var customer = 0; customer < ids.Count; customer++)
        {
            starts[customer] = table.Starts[own];
            if (own < table.Ids.Count && table.Ids[own].SequenceEqual(ids[customer]))
                own++;
        }

        starts[^1] = table.RowCount;
        return starts;
    }
}
