using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Base;

/// <summary>
/// The one order of rows inside a customer: time, then key or content. Rows that compare equal are equal.
/// </summary>
internal sealed class RowOrder : IComparer<int>
{
    private readonly int[]? _days;
    private readonly long[]? _instants;
    private readonly Column[] _columns;
    private readonly int _first;
    private readonly TimeZoneInfo _zone;

    /// <summary>
    /// The order of these rows; equal texts must have one code, as <see cref="ColumnConcat"/> leaves them.
    /// </summary>
    public RowOrder(RowLayout layout, Column[] columns, TimeZoneInfo zone)
    {
        (_columns, _zone) = (columns, zone);
        if (layout.Day < 0)
            return;
        _first = layout.Instant + 1;
        _days = ((DateColumn)columns[layout.Day]).Values;
        var instants = (IntegerColumn)columns[layout.Instant];
        if (!instants.IsAllNull && instants.Values.AsSpan().ContainsAnyExcept(IntegerColumn.Null))
            _instants = instants.Values;
    }

    public int Compare(int x, int y)
    {
        if (_days is not null)
        {
            // A day in the zone may begin before or after the UTC day, but days apart stay apart.
            var time = _days[x].CompareTo(_days[y]);
            if (time == 0 && _instants is not null)
                time = Instant(x).CompareTo(Instant(y));
            if (time != 0)
                return time;
        }

        for (var i = _first; i < _columns.Length; i++)
        {
            var content = Compare(_columns[i], x, y);
            if (content != 0)
                return content;
        }

        // A day, and its first instant: the same time, but not the same row.
        return _instants is null ? 0 : _instants[x].CompareTo(_instants[y]);
    }

    private static int Compare(Column column, int x, int y) => column switch
    {
        TextColumn c => Compare(c, x, y),
        IntegerColumn c => c.Values[x].CompareTo(c.Values[y]),
        NumberColumn c => c.Values[x].CompareTo(c.Values[y]),
        MoneyColumn { Units: { } units } => units.Values[x].CompareTo(units.Values[y]),
        MoneyColumn c => c.Values[x].CompareTo(c.Values[y]),
        DateColumn c => c.Values[x].CompareTo(c.Values[y]),
        BooleanColumn c => c.Values[x].CompareTo(c.Values[y]),
        _ => 0,
    };

    /// <summary>Texts by code point; what is null comes first.</summary>
    private static int Compare(TextColumn texts, int x, int y) =>
        texts.Codes[x] == texts.Codes[y] ? 0
        : texts.IsNull(x) ? -1
        : texts.IsNull(y) ? 1
        : TextList.Compare(texts[x], texts[y]);

    /// <summary>What has no time comes first.</summary>
    private long Instant(int row) =>
        _instants![row] != IntegerColumn.Null || _days![row] == DateColumn.Null
            ? _instants[row]
            : DateCell.Midnight(_days[row], _zone);
}
