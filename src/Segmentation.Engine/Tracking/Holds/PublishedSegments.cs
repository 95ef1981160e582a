using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tracking.Holds;

/// <summary>
/// What the published run says of customers in one scheme; segments by their index, under the ids that they have today.
/// </summary>
internal sealed class PublishedSegments
{
    /// <summary>No segment, or none that there is today.</summary>
    public const int None = TextColumn.Null;

    private readonly ScoredShard _published;
    private readonly SchemeDefinition _scheme;
    private readonly int[] _rows;

    /// <summary>What a shard of the published run says.</summary>
    /// <param name="scheme">The scheme, which the published run has.</param>
    /// <param name="published">The shard.</param>
    /// <param name="rows">Per customer its row there, or <see cref="ColumnTake.None"/>.</param>
    public PublishedSegments(SchemeDefinition scheme, ScoredShard published, int[] rows)
    {
        (_scheme, _published, _rows) = (scheme, published, rows);
        Segments = Of(ScoredShard.SegmentName(scheme.Name))!;
        Pending = Of(ScoredShard.PendingName(scheme.Name));
        Overridden = Taken<BooleanColumn>(ScoredShard.OverrideName(scheme.Name));
        Entered = Taken<DateColumn>(ScoredShard.EnteredName(scheme.Name));
        Confirmations = Taken<IntegerColumn>(ScoredShard.ConfirmationsName(scheme.Name));
        Conflicts = Taken<IntegerColumn>(ScoredShard.ConflictsName(scheme.Name));
    }

    /// <summary>Per customer the segment.</summary>
    public int[] Segments { get; }

    /// <summary>Per customer the segment that was to be confirmed; null when there was none for anybody.</summary>
    public int[]? Pending { get; }

    /// <summary>Per customer whether a person had set it; null for nobody.</summary>
    public BooleanColumn? Overridden { get; }

    /// <summary>Per customer the day on which it entered its segment; null when that is not known of anybody.</summary>
    public DateColumn? Entered { get; }

    /// <summary>Per customer how many runs had said what was to be confirmed; null for nobody.</summary>
    public IntegerColumn? Confirmations { get; }

    /// <summary>Per customer in how many runs the definition had said other than a person; null for nobody.</summary>
    public IntegerColumn? Conflicts { get; }

    /// <summary>Per customer the segment in a column; null when there is no such column.</summary>
    public int[]? Of(string column)
    {
        if (Taken<TextColumn>(column) is not { } segments)
            return null;
        var ids = _scheme.Segments.Select(segment => segment.Id).ToList();
        int[] today = [.. Enumerable.Range(0, segments.Texts.Count)
            .Select(code => ids.IndexOf(_scheme.Today(segments.Texts.Text(code))))];
        return Array.ConvertAll(segments.Codes, code => code == TextColumn.Null ? None : today[code]);
    }

    /// <summary>A column of the published shard in the order of the customers; null when there is none.</summary>
    public TColumn? Taken<TColumn>(string column)
        where TColumn : Column =>
        _published.Find(column) is { } found ? (TColumn)ColumnTake.OrNull(found, _rows) : null;
}
