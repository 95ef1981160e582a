using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Lookups;

/// <summary>A table that values are looked up in: a key in the first column, answers in the others.</summary>
public sealed class LookupTable
{
    private readonly Dictionary<string, int> _rows;
    private readonly Headers _headers;
    private readonly Column[] _columns;

    internal LookupTable(string name, IReadOnlyList<string> headers, Dictionary<string, int> rows, Column[] columns)
    {
        (Name, Headers, _rows, _columns) = (name, headers, rows, columns);
        _headers = new Headers(headers);
    }

    /// <summary>The name: that of the file, without its ending.</summary>
    public string Name { get; }

    /// <summary>The headers of the columns, that of the key first.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The index of a column, found as those of dumps are, or -1.</summary>
    public int IndexOf(string header) => _headers.Find(header);

    /// <summary>The row of a key, in any of its spellings, or -1.</summary>
    /// <param name="key">The key as UTF-8.</param>
    public int Find(ReadOnlySpan<byte> key) => _rows.GetValueOrDefault(LookupKey.Of(key), ColumnTake.None);

    /// <summary>A column by its index: of exact amounts when every filled cell is a number, else of texts.</summary>
    public Column Column(int index) => _columns[index];
}
