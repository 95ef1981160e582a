using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Lookups;

/// <summary>A column of a table while it is read.</summary>
/// <param name="header">Its header.</param>
/// <param name="isKey">Whether it is the key, which is text whatever it looks like.</param>
internal sealed class LookupColumn(string header, bool isKey)
{
    private readonly TextPool _texts = new();
    private readonly List<int> _codes = [];

    /// <summary>Its header.</summary>
    public string Header { get; } = header;

    /// <summary>Adds a cell; an empty one is null.</summary>
    public void Add(ReadOnlySpan<byte> cell) => _codes.Add(cell.IsEmpty ? TextColumn.Null : _texts.Intern(cell));

    /// <summary>Whether a row has this cell.</summary>
    public bool Has(int row, ReadOnlySpan<byte> cell) => _codes[row] == TextColumn.Null
        ? cell.IsEmpty
        : _texts.Texts[_codes[row]].SequenceEqual(cell);

    /// <summary>The cells: exact amounts when every filled cell is a number, else texts.</summary>
    public Column Column() => !isKey && Numbers() is { } numbers
        ? new MoneyColumn([.. _codes.Select(code => code == TextColumn.Null ? MoneyColumn.Null : numbers[code])])
        : new TextColumn([.. _codes], _texts.Texts);

    /// <summary>The numbers that the distinct texts are; null when one is none, or there are none.</summary>
    private decimal[]? Numbers()
    {
        var numbers = new decimal[_texts.Count];
        for (var code = 0; code < numbers.Length; code++)
        {
            if (NumberCell.Exact(_texts.Texts[code], decimalComma: false, out numbers[code]) is not null)
                return null;
        }

        return numbers.Length == 0 ? null : numbers;
    }
}
