using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tracking;

/// <summary>How a scheme's new segments differ from the published ones.</summary>
/// <param name="Since">Since which run each customer is in its segment.</param>
/// <param name="Entered">The as-of day of that run, in days since 1970-01-01, or <see cref="DateColumn.Null"/>.</param>
/// <param name="Moves">Who moved.</param>
public sealed record SegmentChanges(long[] Since, int[] Entered, List<Transition> Moves)
{
    /// <summary>
    /// Compares customer by customer. Without a published shard nobody moved: the first result is no news. Customers
    /// of a segment that has another id now did not move either.
    /// </summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="ids">The customers, sorted by code point.</param>
    /// <param name="segments">Their new segments.</param>
    /// <param name="published">The published shard, or null.</param>
    /// <param name="run">The number of the new run.</param>
    /// <param name="asOf">Its as-of day, in days since 1970-01-01.</param>
    public static SegmentChanges Of(
        SchemeDefinition scheme, TextList ids, TextColumn segments, ScoredShard? published, int run, int asOf)
    {
        var changes = new SegmentChanges(new long[ids.Count], new int[ids.Count], []);
        Array.Fill(changes.Since, run);
        Array.Fill(changes.Entered, asOf);
        if (published?.Find(ScoredShard.SegmentName(scheme.Name)) is not TextColumn before)
            return changes;
        var since = ((IntegerColumn)published.Find(ScoredShard.SinceName(scheme.Name))!).Values;
        var entered = published.Find(ScoredShard.EnteredName(scheme.Name)) as DateColumn;
        string[] names =
            [.. Enumerable.Range(0, before.Texts.Count).Select(code => scheme.Today(before.Texts.Text(code)))];
        var texts = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
        foreach (var (now, then) in Matched(ids, published.Ids))
        {
            if (now >= 0 && then >= 0 && segments[now].SequenceEqual(texts[before.Codes[then]]))
            {
                changes.Since[now] = since[then];
                // A day that nobody kept is not made up where it decides who may move.
                changes.Entered[now] = entered?.Values[then]
                    ?? (scheme.Holds.MinimumStay is null ? asOf : DateColumn.Null);
                continue;
            }

            changes.Moves.Add(Move(
                scheme, now < 0 ? published.Ids.Text(then) : ids.Text(now),
                then < 0 ? null : names[before.Codes[then]],
                now < 0 ? null : Encoding.UTF8.GetString(segments[now])));
        }

        return changes;
    }

    private static Transition Move(SchemeDefinition scheme, string customer, string? from, string? to)
    {
        string[] order = [.. scheme.Segments.Select(segment => segment.Id)];
        var cause = from is null ? Cause.FirstSeen : to is null ? Cause.Removed : Cause.OwnData;
        return new Transition(
            customer, scheme.Name, scheme.Version, from, to, Direction.Of(order, from, to), cause)
        {
            Irregular = Lifecycle.IsIrregular(scheme, from, to),
        };
    }

    /// <summary>Per customer its place among others, or <see cref="ColumnTake.None"/>; in one walk.</summary>
    /// <param name="ids">The customers, sorted by code point.</param>
    /// <param name="others">The others, sorted too; null for none.</param>
    public static int[] Rows(TextList ids, TextList? others)
    {
        var rows = new int[ids.Count];
        Array.Fill(rows, ColumnTake.None);
        foreach (var (now, then) in others is null ? [] : Matched(ids, others))
        {
            if (now >= 0)
                rows[now] = then;
        }

        return rows;
    }

    /// <summary>Both sorted lists in one walk: the index in each, -1 where it has no such customer.</summary>
    public static IEnumerable<(int Now, int Then)> Matched(TextList now, TextList then)
    {
        var (i, j) = (0, 0);
        while (i < now.Count || j < then.Count)
        {
            var order = i == now.Count ? 1 : j == then.Count ? -1 : TextList.Compare(now[i], then[j]);
            yield return (order <= 0 ? i : -1, order >= 0 ? j : -1);
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
    }
}
