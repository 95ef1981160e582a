using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Schemes;

namespace Segmentation.Engine.Tracking.Holds;

/// <summary>When holds are looked at.</summary>
/// <param name="Day">The day up to which customers have stayed, in days since 1970-01-01.</param>
/// <param name="Confirms">Whether there is anything new since the published run: another look at the same base and day
/// confirms nothing.</param>
public readonly record struct HoldTerms(int Day, bool Confirms);

/// <summary>
/// Turns the segments that definitions say into those that people see: holds keep customers where they are published,
/// and what persons set goes before both: whom a person set is not held, neither then nor when the person lets go.
/// </summary>
/// <param name="ids">The customers, sorted by code point.</param>
/// <param name="published">The customers' shard of the published run; null before the first.</param>
/// <param name="terms">When holds are looked at.</param>
/// <param name="overrides">What persons set; customers of other shards may be among them.</param>
public sealed class Settlement(
    TextList ids, ScoredShard? published, HoldTerms terms, IReadOnlyList<Override> overrides)
{
    private readonly int[] _rows = SegmentChanges.Rows(ids, published?.Ids);
    private readonly ILookup<string, (int Customer, Override Set)> _set = overrides
        .Select(one => (Customer: ids.IndexInSorted(System.Text.Encoding.UTF8.GetBytes(one.Customer)), Set: one))
        .Where(one => one.Customer >= 0).ToLookup(one => one.Set.Scheme);

    /// <summary>What people see of what a scheme decided.</summary>
    /// <inheritdoc cref="Schemes.Settle"/>
    public Decision Settle(
        SchemePlan plan, Decision decision, SchemeResults results, IReadOnlyList<Edges> edges)
    {
        var scheme = plan.Definition;
        if (!scheme.Holds.Any && !_set.Contains(scheme.Name))
            return decision;
        var before = published?.Find(ScoredShard.SegmentName(scheme.Name)) is null
            ? null
            : new PublishedSegments(scheme, published, _rows);
        if (before is not null && scheme.Holds.Any)
            decision = new Holding(plan, before, terms).Hold(decision, results, edges);
        return Overruled(plan, decision, before);
    }

    /// <summary>The decision with the segments that persons set.</summary>
    private Decision Overruled(SchemePlan plan, Decision decision, PublishedSegments? before)
    {
        var scheme = plan.Definition;
        var ids = scheme.Segments.Select(segment => segment.Id).ToList();
        var set = _set[scheme.Name].Select(one => (one.Customer, Segment: ids.IndexOf(scheme.Today(one.Set.Segment))))
            .Where(one => one.Segment >= 0).ToArray();
        if (set.Length == 0)
            return decision;
        var (segments, overridden) = ((int[])decision.Segments.Clone(), new Overridden(decision.Segments.Length));
        foreach (var (customer, segment) in set)
        {
            segments[customer] = segment;
            decision.Held?.Release(customer);
            overridden.Is.Values[customer] = 1;
            overridden.Conflicts.Values[customer] =
                Conflicts(before, customer, segment, decision.Model[customer] != segment);
        }

        return decision with { Segments = segments, Overridden = overridden };
    }

    /// <summary>In how many runs in a row the definition said another segment than the person.</summary>
    private long Conflicts(PublishedSegments? before, int customer, int segment, bool disagrees)
    {
        if (!disagrees)
            return 0;
        var isOld = before?.Overridden?.Values[customer] == 1 && before.Segments[customer] == segment;
        return (isOld ? before!.Conflicts!.Values[customer] : 0) + (terms.Confirms ? 1 : 0);
    }
}
