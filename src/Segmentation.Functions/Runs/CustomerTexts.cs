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
        if (column < 0 || table is null)
            return;
        (_ids, _starts, _column) = (table.Ids, table.Starts, table.Columns[column] as TextColumn);
    }

    /// <summary>The text of a customer, or null.</summary>
    public string? Find(ReadOnlySpan<byte> id)
    {
        var customer = _ids is null || _column is null ? -1 : _ids.IndexInSorted(id);
        return customer < 0 ? null : CellValue.Of(_column, _starts[customer]) as string;
    }
}
