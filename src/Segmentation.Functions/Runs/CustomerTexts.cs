using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Runs;

/// <summary>A text field of the customers of one shard, such as their owner.</summary>
internal sealed class CustomerTexts
{
    // Not the table: its other columns are large.
    private readonly TextList? _ids;
    private readonly int[] _starts = [];
    private readonly TextColumn? _column;

    /// <summary>A field of a table of customers; nothing is found when there is no such table or field.</summary>
    public CustomerTexts(SourceDefinition? customers, Table? table, string field)
    {
        var column = customers is null ? -1 : RowLayout.Of(customers).Find(field);
        if (table is null)
            return;
        (_ids, _starts) = (table.Ids, table.Starts);
        _column = column < 0 ? null : table.Columns[column] as TextColumn;
    }

    /// <summary>No texts of anybody.</summary>
    public static CustomerTexts None { get; } = new(null, null, "");

    /// <summary>A field of a run's customers; their table is read only when it has the field.</summary>
    public static CustomerTexts Of(RunWork work, int run, int shard, string field)
    {
        var customers = work.Workspace(run).Customers;
        return customers is null || RowLayout.Of(customers).Find(field) < 0
            ? None
            : new CustomerTexts(customers, work.Customers(run, shard), field);
    }

    /// <summary>Where each of sorted customers stands in the shard, in one walk; -1 for nowhere.</summary>
    public int[] PlacesOf(TextList ids) => SegmentChanges.Rows(ids, _ids);

    /// <summary>The text of the customer at a place, in UTF-8; false for none.</summary>
    public bool TryFind(int customer, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (customer < 0 || _column is null || _column.IsNull(_starts[customer]))
            return false;
        text = _column[_starts[customer]];
        return true;
    }

    /// <summary>Where a customer stands in its shard, for all fields of it; -1 for nowhere.</summary>
    public int IndexOf(ReadOnlySpan<byte> id) => _ids?.IndexInSorted(id) ?? -1;

    /// <summary>The text of the customer at a place, or null.</summary>
    public string? At(int customer) =>
        customer < 0 || _column is null ? null : CellValue.Of(_column, _starts[customer]) as string;

    /// <summary>The text of a customer, or null.</summary>
    public string? Find(ReadOnlySpan<byte> id) => _column is null ? null : At(IndexOf(id));
}
