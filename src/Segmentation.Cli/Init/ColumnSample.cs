using System.Buffers;
using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Cli.Init;

/// <summary>What the cells of a column look like.</summary>
/// <param name="header">The column's name in the file.</param>
/// <param name="index">Where it stands, from 0.</param>
internal sealed class ColumnSample(string header, int index)
{
    // How many of the cells have to be of a kind, and how many values are so few that each is looked at.
    private const double LeastOfKind = 0.97;
    private const int MostFew = 40;
    private const int LongestFew = 60;
    private const int CellsBeforeDeciding = 1000;

    private static readonly SearchValues<byte> PhoneSigns = SearchValues.Create("0123456789 +-()./"u8);
    private static readonly SearchValues<byte> SignsOfIds = SearchValues.Create("0123456789; "u8);
    private static readonly string[] Flags = ["true", "false", "yes", "no", "y", "n", "t", "f"];

    private readonly DateForms _dates = new();
    private HashSet<string>? _few = [];
    private long _whole;
    private long _points;
    private long _commas;
    private long _pointFractions;
    private long _commaFractions;
    private long _mails;
    private long _phones;

    /// <summary>The column's name in the file.</summary>
    public string Header => header;

    /// <summary>Where it stands, from 0.</summary>
    public int Index => index;

    /// <summary>Cells with a value.</summary>
    public long Filled { get; private set; }

    /// <summary>Cells that hold several numbers, parted by semicolons, as HubSpot writes ids.</summary>
    public long Several { get; private set; }

    /// <summary>The first value, for the terminal.</summary>
    public string First { get; private set; } = "";

    /// <summary>The different values.</summary>
    public ValueSet Values { get; } = new();

    /// <summary>The values themselves, when they are few; else null.</summary>
    public IReadOnlyCollection<string>? Few => _few;

    /// <summary>How dates are written; null when it holds none.</summary>
    public DateForm? Date => IsNumber && _whole == Filled && First.Length != "yyyyMMdd".Length ? null : _dates.Best;

    /// <summary>Whether nearly every value occurs once.</summary>
    public bool IsDistinct => Filled > 1 && Values.Count >= Filled * 0.995;

    /// <summary>Whether the values are e-mail addresses.</summary>
    public bool IsMail => OfKind(_mails);

    /// <summary>Whether the values are telephone numbers.</summary>
    public bool IsPhone => OfKind(_phones) && !IsNumber && Date is null;

    /// <summary>Whether the values are codes of currencies in form.</summary>
    public bool IsCurrency => _few is { Count: > 0 } few && few.All(code =>
        code.Length == 3 && code.All(char.IsAsciiLetterUpper));

    /// <summary>Whether the values are numbers.</summary>
    public bool IsNumber => OfKind(Math.Max(_points, _commas));

    /// <summary>Whether its numbers only make sense with a decimal comma.</summary>
    public bool HasDecimalComma => _commas > _points;

    /// <summary>Whether its numbers are not all whole.</summary>
    public bool HasFractions => IsNumber && (HasDecimalComma ? _commaFractions : _pointFractions) > 0;

    /// <summary>Whether the values are texts that hardly repeat, such as notes.</summary>
    public bool IsFreeText => _few is null && Type == ColumnType.Text && Values.Count > Filled * 0.2;

    /// <summary>The type that all of its values have.</summary>
    public ColumnType Type => Date is { } date && date.Read == Filled ? ColumnType.Date
        : IsFlag ? ColumnType.Boolean
        : Filled > 0 && Math.Max(_points, _commas) == Filled ? HasFractions ? ColumnType.Number : ColumnType.Integer
        : ColumnType.Text;

    private bool IsFlag => _few is { Count: > 0 } few
        && few.All(value => Flags.Contains(value, StringComparer.OrdinalIgnoreCase));

    /// <summary>Looks at a cell.</summary>
    public void Add(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            return;
        if (Filled++ == 0)
            First = Encoding.UTF8.GetString(cell);
        Values.Add(StableHash.Of(cell));
        Several += cell.Contains((byte)';') && !cell.ContainsAnyExcept(SignsOfIds) ? 1 : 0;
        _dates.Add(cell);
        AddNumber(cell);
        var at = cell.IndexOf((byte)'@');
        _mails += at > 0 && cell[at..].Contains((byte)'.') && !cell.Contains((byte)' ') ? 1 : 0;
        _phones += cell.Length is > 6 and < 24 && !cell.ContainsAnyExcept(PhoneSigns) ? 1 : 0;
        AddFew(cell);
    }

    private bool OfKind(long cells) => Filled > 0 && cells >= Filled * LeastOfKind;

    private void AddNumber(ReadOnlySpan<byte> cell)
    {
        // A column of texts is known as one early.
        if (Filled > CellsBeforeDeciding && _points + _commas == 0)
            return;
        var isPoint = NumberCell.Exact(cell, false, out var point) is null;
        // Without a separator the two forms are one.
        var comma = point;
        var isComma = cell.ContainsAny((byte)'.', (byte)',')
            ? NumberCell.Exact(cell, true, out comma) is null
            : isPoint;
        _points += isPoint ? 1 : 0;
        _commas += isComma ? 1 : 0;
        _whole += isPoint && decimal.Truncate(point) == point ? 1 : 0;
        _pointFractions += isPoint && decimal.Truncate(point) != point ? 1 : 0;
        _commaFractions += isComma && decimal.Truncate(comma) != comma ? 1 : 0;
    }

    private void AddFew(ReadOnlySpan<byte> cell)
    {
        if (_few is null)
            return;
        if (cell.Length <= LongestFew)
            _few.Add(Encoding.UTF8.GetString(cell));
        if (cell.Length > LongestFew || _few.Count > MostFew)
            _few = null;
    }
}
