using Segmentation.Engine.Columns;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tracking.Holds;

namespace Segmentation.Engine.Tracking;

/// <summary>Who came back to a segment that it had left: the moves to and fro of one scheme.</summary>
/// <param name="Left">Per customer the segment that it left last; null when it never moved.</param>
/// <param name="Last">Per customer the last day of a run that took it back to the segment it had left; null when that
/// is more than <see cref="Window"/> days ago.</param>
/// <param name="Before">Per customer the last such day but one.</param>
public sealed record Returns(TextColumn Left, DateColumn Last, DateColumn Before)
{
    /// <summary>For how many days a return counts.</summary>
    public const int Window = 90;

    /// <summary>How many customers of a run's shard came back at least twice within the window.</summary>
    public static int Flapping(ScoredShard shard, string scheme) =>
        shard.Find(ScoredShard.ReturnedBeforeName(scheme)) is { } before
            ? Enumerable.Range(0, before.Count).Count(customer => !before.IsNull(customer))
            : 0;

    /// <summary>Goes on from the published run.</summary>
    /// <param name="plan">The scheme.</param>
    /// <param name="segments">Per customer the index of its segment now.</param>
    /// <param name="published">The customers' shard of the published run, or null.</param>
    /// <param name="rows">Per customer its row there, or <see cref="ColumnTake.None"/>.</param>
    /// <param name="asOf">The as-of day of the new run, in days since 1970-01-01.</param>
    public static Returns Of(SchemePlan plan, int[] segments, ScoredShard? published, int[] rows, int asOf)
    {
        var (scheme, count) = (plan.Definition, segments.Length);
        var returns = new Returns(
            new TextColumn(Nulls<TextColumn>(ColumnType.Text, count).Codes, plan.Ids),
            Nulls<DateColumn>(ColumnType.Date, count), Nulls<DateColumn>(ColumnType.Date, count));
        if (published?.Find(ScoredShard.SegmentName(scheme.Name)) is null)
            return returns;
        var before = new PublishedSegments(scheme, published, rows);
        var left = before.Of(ScoredShard.LeftName(scheme.Name));
        DateColumn?[] days =
        [
            before.Taken<DateColumn>(ScoredShard.ReturnedName(scheme.Name)),
            before.Taken<DateColumn>(ScoredShard.ReturnedBeforeName(scheme.Name)),
        ];
        for (var customer = 0; customer < count; customer++)
        {
            var (from, last) = (before.Segments[customer], left?[customer] ?? TextColumn.Null);
            var isMove = from >= 0 && from != segments[customer];
            var isReturn = isMove && last == segments[customer];
            returns.Left.Codes[customer] = isMove ? from : last;
            returns.Last.Values[customer] = isReturn ? asOf : Recent(days[0], customer, asOf);
            returns.Before.Values[customer] = Recent(days[isReturn ? 0 : 1], customer, asOf);
        }

        return returns;
    }

    private static int Recent(DateColumn? days, int customer, int asOf) =>
        days is not null && days.Values[customer] > asOf - Window ? days.Values[customer] : DateColumn.Null;

    private static TColumn Nulls<TColumn>(ColumnType type, int count)
        where TColumn : Column => (TColumn)Column.Nulls(type, count);
}
