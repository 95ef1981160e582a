using System.Text;

namespace Segmentation.Functions.Tests;

/// <summary>A plain reader of RFC 4180 with LF.</summary>
internal static class Csv
{
    public static string[][] Parse(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var (rows, row, cell) = (new List<string[]>(), new List<string>(), new StringBuilder());
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && cell.Length == 0)
            {
                for (i++; text[i] != '"' || (i + 1 < text.Length && text[i + 1] == '"' && i++ > 0); i++)
                    cell.Append(text[i]);
            }
            else if (text[i] is ',' or '\n')
            {
                row.Add(cell.ToString());
                cell.Clear();
                if (text[i] == ',')
                    continue;
                rows.Add([.. row]);
                row.Clear();
            }
            else
            {
                cell.Append(text[i]);
            }
        }

        Assert.Equal((0, 0), (row.Count, cell.Length));
        return [.. rows];
    }
}
