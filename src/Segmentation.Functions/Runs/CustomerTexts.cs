using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
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

    /// <summary>Where a customer stands in its shard, for all fields of it; -1 for nowhere.</summary>
    public int IndexOf(ReadOnlySpan<byte> id) => _ids?.IndexInSorted(id) ?? -1;

    /// <summary>The text of the customer at a place, or null.</summary>
    public string? At(int customer) =>
        customer < 0 || _column is null ? null : CellValue.Of(_column, _starts[customer]) as string;

    /// <summary>The text of a customer, or null.</summary>
    public string? Find(ReadOnlySpan<byte> id) => _column is null ? null : At(IndexOf(id));
}
