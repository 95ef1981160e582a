using Segmentation.Engine.Columns;
using Segmentation.Engine.Lookups;

namespace Segmentation.Engine.Expressions;

/// <summary>
/// The answers of a table to keys; null where the key is, and where the table lacks it, which the frame is told.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="column">The index of its column with the answers.</param>
/// <param name="keys">The keys, of texts: every text of the dictionary is looked up once.</param>
internal sealed class Lookup(LookupTable table, int column, Node keys) : Node(table.Column(column).Type)
{
    private const int Unknown = -2;

    public override bool MayBeNull => true;

    public override Column Evaluate(Frame frame)
    {
        var found = (TextColumn)keys.Evaluate(frame);
        var known = new int[found.Texts.Count];
        Array.Fill(known, Unknown);
        var rows = new int[found.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            var code = found.Codes[i];
            if (code == TextColumn.Null)
            {
                rows[i] = ColumnTake.None;
                continue;
            }

            if (known[code] == Unknown)
                known[code] = table.Find(found.Texts[code]);
            rows[i] = known[code];
            if (rows[i] == ColumnTake.None)
                frame.Unmapped(table.Name, i, found.Texts[code]);
        }

        return ColumnTake.OrNull(table.Column(column), rows);
    }
}
