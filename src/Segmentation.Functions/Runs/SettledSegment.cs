using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Tracking.Holds;

namespace Segmentation.Functions.Runs;

/// <summary>What holds and persons did about a customer's segment in one scheme.</summary>
/// <param name="Segment">The segment that people see.</param>
/// <param name="Model">The segment that the definition says.</param>
internal sealed record SettledSegment(string Segment, string Model)
{
    /// <summary>What holds the customer.</summary>
    public HoldKind By { get; init; }

    /// <summary>The first day on which a minimum stay does not hold it any more; null when none does.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>How many runs have said that it should move; null unless more have to.</summary>
    public long? Confirmations { get; init; }

    /// <summary>What a person set; null when nobody did.</summary>
    public SetSegment? Override { get; init; }
}

/// <summary>Reads from a shard of a run what holds and persons did in one scheme.</summary>
internal sealed class SettledSegments
{
    private readonly ScoredShard _shard;
    private readonly string _scheme;
    private readonly TextColumn _segments;
    private readonly TextColumn? _model;
    private readonly BooleanColumn? _overridden;

    /// <summary>The columns of a scheme.</summary>
    public SettledSegments(ScoredShard shard, string scheme)
    {
        (_shard, _scheme) = (shard, scheme);
        _segments = (TextColumn)shard.Find(ScoredShard.SegmentName(scheme))!;
        _model = (TextColumn?)shard.Find(ScoredShard.ModelName(scheme));
        _overridden = (BooleanColumn?)shard.Find(ScoredShard.OverrideName(scheme));
    }

    /// <summary>Whether anything was done about anybody.</summary>
    public bool Any => _model is not null || _overridden is not null;

    /// <summary>
    /// What was done about the customer in a row; null when it is where the definition says and nobody set it.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="overrides">What persons set in the run, by customer and scheme.</param>
    public SettledSegment? Of(int row, IReadOnlyDictionary<(string Customer, string Scheme), Override> overrides)
    {
        var isSet = IsSet(row);
        if (!isSet && IsModel(row))
            return null;
        var segment = (string)CellValue.Of(_segments, row)!;
        var until = CellValue.Day(_shard.Find(ScoredShard.HeldName(_scheme)), row);
        var confirmations = Whole(ScoredShard.ConfirmationsName(_scheme), row);
        return new SettledSegment(segment, CellValue.Of(_model, row) as string ?? segment)
        {
            By = By(row),
            Until = until,
            Confirmations = confirmations,
            Override = isSet && overrides.TryGetValue((_shard.Ids.Text(row), _scheme), out var set)
                ? new SetSegment(segment, set.Reason, set.Author, set.Expires)
                {
                    ConflictRuns = Whole(ScoredShard.ConflictsName(_scheme), row) ?? 0,
                }
                : null,
        };
    }

    /// <summary>Whether a person set the segment of the customer in a row.</summary>
    public bool IsSet(int row) => _overridden?.Values[row] == 1;

    /// <summary>Whether the definition says other than the person who set the segment.</summary>
    public bool IsInConflict(int row) => IsSet(row) && !IsModel(row);

    /// <summary>What holds the customer in a row: who is neither where the definition says nor set by a person is held,
    /// and by the buffer when by nothing else.</summary>
    public HoldKind By(int row) => IsSet(row) || IsModel(row) ? HoldKind.None
        : CellValue.Day(_shard.Find(ScoredShard.HeldName(_scheme)), row) is not null ? HoldKind.MinimumStay
        : Whole(ScoredShard.ConfirmationsName(_scheme), row) is not null ? HoldKind.ConfirmRuns
        : HoldKind.Buffer;

    /// <summary>Null is the segment itself, too: a shard may be put together of parts, of which one says nothing.
    /// </summary>
    private bool IsModel(int row) =>
        _model is null || _model.IsNull(row) || _model[row].SequenceEqual(_segments[row]);

    private long? Whole(string column, int row) => CellValue.Of(_shard.Find(column), row) as long?;
}
