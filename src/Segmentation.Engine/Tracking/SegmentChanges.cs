using System.Text;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Tracking;

/// <summary>Compares a scheme's new segments with the published ones, customer by customer.</summary>
public static class SegmentChanges
{
    /// <summary>
    /// Since which run each customer is in its segment, and who moved. Without a published
    /// shard nobody moved: the first result is no news.
    /// </summary>
    /// <param name="scheme">The scheme's name.</param>
    /// <param name="version">The scheme's version.</param>
    /// <param name="order">The segments, best first.</param>
    /// <param name="ids">The customers, sorted by code point.</param>
    /// <param name="segments">Their new segments.</param>
    /// <param name="published">The published shard, or null.</param>
    /// <param name="run">The number of the new run.</param>
    public static (long[] Since, List<Transition> Moves) Of(
        string scheme, int version, IReadOnlyList<string> order, TextList ids, TextColumn segments,
        ScoredShard? published, int run)
    {
        var since = new long[ids.Count];
        Array.Fill(since, run);
        var moves = new List<Transition>();
        if (published?.Find(ScoredShard.SegmentName(scheme)) is not TextColumn before)
            return (since, moves);
        var beforeSince = (IntegerColumn)published.Find(ScoredShard.SinceName(scheme))!;
        foreach (var (now, then) in Matched(ids, published.Ids))
        {
            if (now >= 0 && then >= 0 && segments[now].SequenceEqual(before[then]))
            {
                since[now] = beforeSince.Values[then];
                continue;
            }

            var from = then < 0 ? null : Text(before[then]);
            var to = now < 0 ? null : Text(segments[now]);
            var cause = from is null ? Cause.FirstSeen : to is null ? Cause.Removed : Cause.OwnData;
            moves.Add(new Transition(
                now < 0 ? published.Ids.Text(then) : ids.Text(now), scheme, version, from, to,
                Direction.Of(order, from, to), cause));
        }

        return (since, moves);
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

    private static string Text(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);
}
