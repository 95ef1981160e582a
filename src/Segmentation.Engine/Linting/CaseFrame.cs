using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;

namespace Segmentation.Engine.Linting;

/// <summary>All combinations of the values of some columns: the first changes fastest.</summary>
internal sealed class CaseFrame : Frame
{
    private readonly Dictionary<int, Column> _columns = [];

    /// <summary>Combines the values.</summary>
    /// <param name="values">The values of each column, by its slot.</param>
    /// <param name="count">The product of their numbers.</param>
    public CaseFrame(Dictionary<int, Column> values, int count)
    {
        Count = count;
        var stride = 1;
        foreach (var (slot, column) in values)
        {
            var rows = new int[count];
            for (var row = 0; row < count; row++)
                rows[row] = row / stride % column.Count;
            _columns[slot] = column.Take(rows);
            stride *= column.Count;
        }
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override int AsOf => 0;

    /// <inheritdoc/>
    public override Column Column(int slot) => _columns[slot];
}
