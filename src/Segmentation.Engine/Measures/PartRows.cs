using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;

namespace Segmentation.Engine.Measures;

/// <summary>The rows of a stream, each once for every part of one of its cells, in the order of the cell.</summary>
/// <param name="Rows">Per part the row that it is of; a row whose cell has no parts is left out.</param>
/// <param name="Starts">Per customer its first part, and at the end the number of parts.</param>
/// <param name="Values">The parts.</param>
internal sealed record PartRows(int[] Rows, int[] Starts, TextColumn Values)
{
    /// <summary>Cuts up the cells of a field; every text of the dictionary once.</summary>
    /// <param name="cells">The field.</param>
    /// <param name="starts">Per customer its first row, and at the end the number of rows.</param>
    /// <param name="separator">What stands between parts.</param>
    public static PartRows Of(TextColumn cells, int[] starts, string separator)
    {
        var between = Encoding.UTF8.GetBytes(separator);
        var (pool, known) = (new TextPool(), new int[]?[cells.Texts.Count]);
        var (rows, values, first) = (new List<int>(), new List<int>(), new int[starts.Length]);
        for (var customer = 0; customer + 1 < starts.Length; customer++)
        {
            for (var row = starts[customer]; row < starts[customer + 1]; row++)
            {
                if (cells.IsNull(row))
                    continue;
                var code = cells.Codes[row];
                foreach (var part in known[code] ??= Interned(pool, Parts.Of(cells.Texts[code], between).Texts))
                {
                    rows.Add(row);
                    values.Add(part);
                }
            }

            first[customer + 1] = rows.Count;
        }

        return new PartRows([.. rows], first, new TextColumn([.. values], pool.Texts));
    }

    private static int[] Interned(TextPool pool, TextList parts)
    {
        var codes = new int[parts.Count];
        for (var i = 0; i < codes.Length; i++)
            codes[i] = pool.Intern(parts[i]);
        return codes;
    }
}
